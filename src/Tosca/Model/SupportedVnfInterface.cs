using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>An interface that the VNF itself offers on connection points (SOL001 §6.10.11).</summary>
public sealed record SupportedVnfInterface
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary><c>vnf_indicator</c>, <c>vnf_configuration</c> or <c>vnf_lcm_coordination</c>.</summary>
    public required string InterfaceName { get; init; }

    /// <summary>Connection points that offer it; empty = any.</summary>
    public IReadOnlyList<string> CpIds { get; init; } = [];

    /// <summary>URI components and interface-specific data as written, or null.</summary>
    public JsonElement? Details { get; init; }
}
