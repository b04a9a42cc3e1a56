using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VrQan;

/// <summary>Request: subscription to notifications about quotas (SOL003 §11.5.2.2).</summary>
public sealed record VrQuotaAvailSubscriptionRequest
{
    /// <summary>Filter.</summary>
    public VrQuotaAvailNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Authentication.</summary>
    public SubscriptionAuthentication? Authentication { get; init; }
}
