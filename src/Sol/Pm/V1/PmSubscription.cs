using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm.V1;

/// <summary>Subscription to notifications about performance (SOL003 2.6.1 §6.5.2.3).</summary>
public sealed record PmSubscription
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Which notifications; absent: all.</summary>
    public PmNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required LccnSubscriptionLinks Links { get; init; }
}
