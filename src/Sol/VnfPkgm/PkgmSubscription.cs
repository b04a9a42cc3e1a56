using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Pkgm subscription (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record PkgmSubscription
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Filter.</summary>
    public PkgmNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required PkgmSubscriptionLinks Links { get; init; }
}
