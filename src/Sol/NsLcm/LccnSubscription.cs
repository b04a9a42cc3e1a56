using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Lccn subscription (SOL005 §6.5).</summary>
public sealed record LccnSubscription
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Filter.</summary>
    public LifecycleChangeNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Verbosity.</summary>
    public LcmOpOccNotificationVerbosityType? Verbosity { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required LccnSubscriptionLinks Links { get; init; }
}
