using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Notification: NS identifier deletion (SOL005 §6.5).</summary>
public sealed record NsIdentifierDeletionNotification
{
    /// <summary>The value of <see cref="NotificationType"/> in every notification of this kind.</summary>
    public const string TypeName = "NsIdentifierDeletionNotification";

    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Identifier of the subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Instant: timestamp.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Identifier of the NS instance.</summary>
    public required string NsInstanceId { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required LccnLinks Links { get; init; }

    /// <summary>Extension of ours: counts the notifications of one instance from 1 up, so that a receiver can put them in order.</summary>
    public long? NfvoSequenceNumber { get; init; }
}
