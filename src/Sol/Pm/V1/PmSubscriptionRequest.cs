using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm.V1;

/// <summary>Request: subscription to notifications about performance (SOL003 2.6.1 §6.5.2.2).</summary>
public sealed record PmSubscriptionRequest
{
    /// <summary>Which notifications; absent: all.</summary>
    public PmNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>How to log in at <see cref="CallbackUri"/>; never sent in a response.</summary>
    public SubscriptionAuthentication? Authentication { get; init; }
}
