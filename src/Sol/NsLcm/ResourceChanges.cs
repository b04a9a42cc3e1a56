namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Resources an operation added, removed or changed (SOL005 §6.5).</summary>
public sealed record ResourceChanges
{
    /// <summary>Affected vnfs.</summary>
    public IReadOnlyList<AffectedVnf>? AffectedVnfs { get; init; }

    /// <summary>Affected pnfs.</summary>
    public IReadOnlyList<AffectedPnf>? AffectedPnfs { get; init; }

    /// <summary>Affected virtual links.</summary>
    public IReadOnlyList<AffectedVirtualLink>? AffectedVls { get; init; }

    /// <summary>Affected vnffgs.</summary>
    public IReadOnlyList<AffectedVnffg>? AffectedVnffgs { get; init; }

    /// <summary>Affected nss.</summary>
    public IReadOnlyList<AffectedNs>? AffectedNss { get; init; }

    /// <summary>Affected saps.</summary>
    public IReadOnlyList<AffectedSap>? AffectedSaps { get; init; }
}
