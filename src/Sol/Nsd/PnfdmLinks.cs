using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Links of pnfdm (SOL005 §5.5).</summary>
public sealed record PnfdmLinks
{
    /// <summary>PNFD information.</summary>
    public required NotificationLink PnfdInfo { get; init; }

    /// <summary>Subscription.</summary>
    public required NotificationLink Subscription { get; init; }
}
