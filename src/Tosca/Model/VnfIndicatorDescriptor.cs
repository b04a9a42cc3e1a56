using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>A VNF indicator (SOL001 §6.10.12).</summary>
public sealed record VnfIndicatorDescriptor
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary><c>vnf</c>, <c>em</c> or <c>both_vnf_and_em</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Triggers as written, or null.</summary>
    public JsonElement? Triggers { get; init; }
}
