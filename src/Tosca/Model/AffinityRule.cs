namespace NfvOrchestrator.Tosca.Model;

/// <summary>Affinity or anti-affinity (SOL001 §6.10.8, §6.10.9; NSD §7.10).</summary>
public sealed record AffinityRule
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary>True for anti-affinity.</summary>
    public required bool Anti { get; init; }

    /// <summary><c>nfvi_node</c>, <c>zone</c>, <c>zone_group</c>, <c>nfvi_pop</c>, ….</summary>
    public required string Scope { get; init; }

    /// <summary>VDUs, links or VNF profiles it binds, placement groups expanded to their members. One VDU alone means: among its own instances.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Placement groups as written.</summary>
    public IReadOnlyList<string> PlacementGroups { get; init; } = [];
}
