using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Notification: NS LCM operation occurrence (SOL005 §6.5).</summary>
public sealed record NsLcmOperationOccurrenceNotification
{
    /// <summary>The value of <see cref="NotificationType"/> in every notification of this kind.</summary>
    public const string TypeName = "NsLcmOperationOccurrenceNotification";

    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the NS instance.</summary>
    public required string NsInstanceId { get; init; }

    /// <summary>Identifier of the NS LCM operation occurrence.</summary>
    public required string NsLcmOpOccId { get; init; }

    /// <summary>Operation.</summary>
    public required NsLcmOpType Operation { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Identifier of the subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Instant: timestamp.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Notification status.</summary>
    public required NotificationStatus NotificationStatus { get; init; }

    /// <summary>Operation state.</summary>
    public required NsLcmOperationStateType OperationState { get; init; }

    /// <summary>Whether it is automatic invocation.</summary>
    public required bool IsAutomaticInvocation { get; init; }

    /// <summary>Verbosity.</summary>
    public LcmOpOccNotificationVerbosityType? Verbosity { get; init; }

    /// <summary>Affected VNF.</summary>
    public IReadOnlyList<AffectedVnf>? AffectedVnf { get; init; }

    /// <summary>Affected PNF.</summary>
    public IReadOnlyList<AffectedPnf>? AffectedPnf { get; init; }

    /// <summary>Affected virtual link.</summary>
    public IReadOnlyList<AffectedVirtualLink>? AffectedVl { get; init; }

    /// <summary>Affected VNFFG.</summary>
    public IReadOnlyList<AffectedVnffg>? AffectedVnffg { get; init; }

    /// <summary>Affected NS.</summary>
    public IReadOnlyList<AffectedNs>? AffectedNs { get; init; }

    /// <summary>Affected SAP.</summary>
    public IReadOnlyList<AffectedSap>? AffectedSap { get; init; }

    /// <summary>Error.</summary>
    public ProblemDetails? Error { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required LccnLinks Links { get; init; }

    /// <summary>Extension of ours: counts the notifications of one instance from 1 up, so that a receiver can put them in order.</summary>
    public long? NfvoSequenceNumber { get; init; }
}
