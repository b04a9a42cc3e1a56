using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Request: nsdm subscription (SOL005 §5.5).</summary>
public sealed record NsdmSubscriptionRequest
{
    /// <summary>Filter.</summary>
    public NsdmNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Authentication.</summary>
    public SubscriptionAuthentication? Authentication { get; init; }
}
