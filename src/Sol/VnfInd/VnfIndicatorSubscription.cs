using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>Subscription to indicator notifications (SOL003 §8.5.2.3).</summary>
public sealed record VnfIndicatorSubscription
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Filter.</summary>
    public VnfIndicatorNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required LccnSubscriptionLinks Links { get; init; }
}
