namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>NS instance subscription filter (SOL005 §6.5).</summary>
public sealed record NsInstanceSubscriptionFilter
{
    /// <summary>Identifiers: NSD.</summary>
    public IReadOnlyList<string>? NsdIds { get; init; }

    /// <summary>Identifiers: VNFD.</summary>
    public IReadOnlyList<string>? VnfdIds { get; init; }

    /// <summary>Identifiers: PNFD.</summary>
    public IReadOnlyList<string>? PnfdIds { get; init; }

    /// <summary>Identifiers: NS instance.</summary>
    public IReadOnlyList<string>? NsInstanceIds { get; init; }

    /// <summary>NS instance names.</summary>
    public IReadOnlyList<string>? NsInstanceNames { get; init; }
}
