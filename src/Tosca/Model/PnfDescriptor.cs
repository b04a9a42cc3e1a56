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

    /// <summary>External connection points.</summary>
    public IReadOnlyList<ExtCp> ExtCps { get; init; } = [];
}
