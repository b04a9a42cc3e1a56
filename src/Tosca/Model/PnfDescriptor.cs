namespace NfvOrchestrator.Tosca.Model;

/// <summary>A physical network function (SOL001 §8).</summary>
public sealed record PnfDescriptor
{
    /// <summary>pnfdId (descriptor_id).</summary>
    public required string PnfdId { get; init; }

    /// <summary>Invariant over the versions of the PNFD.</summary>
    public required string InvariantId { get; init; }

    /// <summary>Provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Version.</summary>
    public required string Version { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Invariant over versions that fit the same network services (ext_invariant_id), when given.</summary>
    public string? ExtInvariantId { get; init; }

    /// <summary>What the PNF does.</summary>
    public string? FunctionDescription { get; init; }

    /// <summary>Where it stands, or null.</summary>
    public GeographicalLocation? Location { get; init; }

    /// <summary>Versions of other constituents it works with.</summary>
    public IReadOnlyList<VersionDependency> VersionDependencies { get; init; } = [];

    /// <summary>Security group rules of its connection points.</summary>
    public IReadOnlyList<SecurityGroupRule> SecurityGroupRules { get; init; } = [];

    /// <summary>External connection points.</summary>
    public IReadOnlyList<ExtCp> ExtCps { get; init; } = [];
}
