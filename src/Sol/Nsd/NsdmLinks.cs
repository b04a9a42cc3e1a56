using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Links of nsdm (SOL005 §5.5).</summary>
public sealed record NsdmLinks
{
    /// <summary>NSD information.</summary>
    public required NotificationLink NsdInfo { get; init; }

    /// <summary>Subscription.</summary>
    public required NotificationLink Subscription { get; init; }
}
