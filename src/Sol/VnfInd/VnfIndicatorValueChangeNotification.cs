using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>The value of an indicator changed (SOL003 §8.5.2.5).</summary>
public sealed record VnfIndicatorValueChangeNotification
{
    /// <summary>Value of <see cref="NotificationType"/>.</summary>
    public const string TypeName = "VnfIndicatorValueChangeNotification";

    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Identifier of the subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Instant of the notification.</summary>
    public required DateTimeOffset TimeStamp { get; init; }

    /// <summary>Identifier of the indicator in the VNFD.</summary>
    public required string VnfIndicatorId { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The new value.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required VnfIndicatorNotificationLinks Links { get; init; }
}
