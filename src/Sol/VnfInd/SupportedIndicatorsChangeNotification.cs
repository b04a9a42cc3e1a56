using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>The set of indicators of a VNF changed (SOL003 §8.5.2.6).</summary>
public sealed record SupportedIndicatorsChangeNotification
{
    /// <summary>Value of <see cref="NotificationType"/>.</summary>
    public const string TypeName = "SupportedIndicatorsChangeNotification";

    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Identifier of the subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Instant of the notification.</summary>
    public required DateTimeOffset TimeStamp { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>The indicators that the VNF has now; absent: none.</summary>
    public IReadOnlyList<SupportedVnfIndicator>? SupportedIndicators { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required VnfIndicatorNotificationLinks Links { get; init; }
}
