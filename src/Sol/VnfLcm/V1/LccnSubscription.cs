using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>Lccn subscription (SOL003 §5.5.2.16).</summary>
public sealed record LccnSubscription
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Filter.</summary>
    public LifecycleChangeNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required LccnSubscriptionLinks Links { get; init; }
}
