using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Notification: VNF LCM operation occurrence (SOL003 §5.5.2.17).</summary>
public sealed record VnfLcmOperationOccurrenceNotification
{
    /// <summary>The value of <see cref="NotificationType"/> in every notification of this kind.</summary>
    public const string TypeName = "VnfLcmOperationOccurrenceNotification";

    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Identifier of the subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Instant: time stamp.</summary>
    public required DateTimeOffset TimeStamp { get; init; }

    /// <summary>Notification status.</summary>
    public required NotificationStatus NotificationStatus { get; init; }

    /// <summary>Operation state.</summary>
    public required LcmOperationStateType OperationState { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Operation.</summary>
    public required LcmOperationType Operation { get; init; }

    /// <summary>Whether it is automatic invocation.</summary>
    public required bool IsAutomaticInvocation { get; init; }

    /// <summary>Verbosity.</summary>
    public LcmOpOccNotificationVerbosityType? Verbosity { get; init; }

    /// <summary>Identifier of the VNF LCM operation occurrence.</summary>
    public required string VnfLcmOpOccId { get; init; }

    /// <summary>Affected VNFCs.</summary>
    public IReadOnlyList<AffectedVnfc>? AffectedVnfcs { get; init; }

    /// <summary>Affected virtual links.</summary>
    public IReadOnlyList<AffectedVirtualLink>? AffectedVirtualLinks { get; init; }

    /// <summary>Affected external link ports.</summary>
    public IReadOnlyList<AffectedExtLinkPort>? AffectedExtLinkPorts { get; init; }

    /// <summary>Affected virtual storages.</summary>
    public IReadOnlyList<AffectedVirtualStorage>? AffectedVirtualStorages { get; init; }

    /// <summary>Changed information.</summary>
    public VnfInfoModifications? ChangedInfo { get; init; }

    /// <summary>Affected VIP cps.</summary>
    public IReadOnlyList<AffectedVipCp>? AffectedVipCps { get; init; }

    /// <summary>Changed external connectivity.</summary>
    public IReadOnlyList<ExtVirtualLinkInfo>? ChangedExtConnectivity { get; init; }

    /// <summary>Modifications triggered by VNF package change.</summary>
    public ModificationsTriggeredByVnfPkgChange? ModificationsTriggeredByVnfPkgChange { get; init; }

    /// <summary>Error.</summary>
    public ProblemDetails? Error { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required LccnLinks Links { get; init; }

    /// <summary>Extension of ours: counts the notifications of one instance from 1 up, so that a receiver can put them in order.</summary>
    public long? NfvoSequenceNumber { get; init; }
}
