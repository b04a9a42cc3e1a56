using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>Links of indicator notifications (SOL003 §8.5.2.5).</summary>
public sealed record VnfIndicatorNotificationLinks
{
    /// <summary>VNF instance.</summary>
    public required NotificationLink VnfInstance { get; init; }

    /// <summary>Subscription.</summary>
    public required NotificationLink Subscription { get; init; }
}
