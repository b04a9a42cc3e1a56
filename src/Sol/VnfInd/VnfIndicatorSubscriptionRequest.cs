using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>Request: subscription to indicator notifications (SOL003 §8.5.2.2).</summary>
public sealed record VnfIndicatorSubscriptionRequest
{
    /// <summary>Filter.</summary>
    public VnfIndicatorNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Authentication.</summary>
    public SubscriptionAuthentication? Authentication { get; init; }
}
