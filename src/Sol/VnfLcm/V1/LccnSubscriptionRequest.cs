using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>Request: lccn subscription (SOL003 §5.5.2.15).</summary>
public sealed record LccnSubscriptionRequest
{
    /// <summary>Filter.</summary>
    public LifecycleChangeNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Authentication.</summary>
    public SubscriptionAuthentication? Authentication { get; init; }

}
