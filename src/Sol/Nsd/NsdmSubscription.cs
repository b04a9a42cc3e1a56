using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Nsdm subscription (SOL005 §5.5).</summary>
public sealed record NsdmSubscription
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Filter.</summary>
    public NsdmNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required NsdmSubscriptionLinks Links { get; init; }
}
