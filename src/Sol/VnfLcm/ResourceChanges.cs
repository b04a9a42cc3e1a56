namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Resources an operation added, removed or changed (SOL003 §5.5).</summary>
public sealed record ResourceChanges
{
    /// <summary>Affected VNFCs.</summary>
    public IReadOnlyList<AffectedVnfc>? AffectedVnfcs { get; init; }

    /// <summary>Affected virtual links.</summary>
    public IReadOnlyList<AffectedVirtualLink>? AffectedVirtualLinks { get; init; }

    /// <summary>Affected external link ports.</summary>
    public IReadOnlyList<AffectedExtLinkPort>? AffectedExtLinkPorts { get; init; }

    /// <summary>Affected virtual storages.</summary>
    public IReadOnlyList<AffectedVirtualStorage>? AffectedVirtualStorages { get; init; }
}
