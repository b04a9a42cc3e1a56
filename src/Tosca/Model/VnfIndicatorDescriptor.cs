using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>A policy over VNF indicators (SOL001 §6.10.13): what to do when they change.</summary>
public sealed record VnfIndicatorDescriptor
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary><c>vnf</c>, <c>em</c> or <c>both_vnf_and_em</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Triggers as written, or null.</summary>
    public JsonElement? Triggers { get; init; }

    /// <summary>The same triggers, typed.</summary>
    public IReadOnlyList<VnfIndicatorTrigger> Rules { get; init; } = [];

    /// <summary>Nodes it is about.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
