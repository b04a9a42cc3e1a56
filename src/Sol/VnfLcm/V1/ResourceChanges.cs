namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>Resources an operation added, removed or changed (SOL003 §5.5).</summary>
public sealed record ResourceChanges
{
    /// <summary>Affected VNFCs.</summary>
    public IReadOnlyList<AffectedVnfc>? AffectedVnfcs { get; init; }

    /// <summary>Affected virtual links.</summary>
    public IReadOnlyList<AffectedVirtualLink>? AffectedVirtualLinks { get; init; }

    /// <summary>Affected virtual storages.</summary>
    public IReadOnlyList<AffectedVirtualStorage>? AffectedVirtualStorages { get; init; }
}
