using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Notification: NSD change (SOL005 §5.5).</summary>
public sealed record NsdChangeNotification
{
    /// <summary>The value of <see cref="NotificationType"/> in every notification of this kind.</summary>
    public const string TypeName = "NsdChangeNotification";

    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Identifier of the subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Instant: time stamp.</summary>
    public required DateTimeOffset TimeStamp { get; init; }

    /// <summary>Identifier of the NSD information.</summary>
    public required string NsdInfoId { get; init; }

    /// <summary>Identifier of the NSD.</summary>
    public required string NsdId { get; init; }

    /// <summary>NSD operational state.</summary>
    public required NsdOperationalStateType NsdOperationalState { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required NsdmLinks Links { get; init; }

    /// <summary>Extension of ours: counts the notifications of one instance from 1 up, so that a receiver can put them in order.</summary>
    public long? NfvoSequenceNumber { get; init; }
}
