using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Notification: NS LCM capacity shortage (SOL005 §6.5).</summary>
public sealed record NsLcmCapacityShortageNotification
{
    /// <summary>The value of <see cref="NotificationType"/> in every notification of this kind.</summary>
    public const string TypeName = "NsLcmCapacityShortageNotification";

    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Identifier of the subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Instant: timestamp.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Identifier of the preempting NS LCM operation occurrence.</summary>
    public string? PreemptingNsLcmOpOccId { get; init; }

    /// <summary>Identifier of the high prio NS instance.</summary>
    public string? HighPrioNsInstanceId { get; init; }

    /// <summary>Status.</summary>
    public required CapacityShortageStatus Status { get; init; }

    /// <summary>Shortage type.</summary>
    public CapacityShortageType? ShortageType { get; init; }

    /// <summary>Affected operation occs.</summary>
    public IReadOnlyList<AffectedOpOcc>? AffectedOpOccs { get; init; }

    /// <summary>Capacity information.</summary>
    public IReadOnlyList<CapacityInformation>? CapacityInformation { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public NsLcmCapacityShortageNotificationLinks? Links { get; init; }

    /// <summary>Extension of ours: counts the notifications of one instance from 1 up, so that a receiver can put them in order.</summary>
    public long? NfvoSequenceNumber { get; init; }
}
