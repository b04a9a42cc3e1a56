using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Notification: VNF package change (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record VnfPackageChangeNotification
{
    /// <summary>The value of <see cref="NotificationType"/> in every notification of this kind.</summary>
    public const string TypeName = "VnfPackageChangeNotification";

    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Identifier of the subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>Instant: time stamp.</summary>
    public required DateTimeOffset TimeStamp { get; init; }

    /// <summary>Identifier of the VNF package.</summary>
    public required string VnfPkgId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public required string VnfdId { get; init; }

    /// <summary>Change type.</summary>
    public required PackageChangeType ChangeType { get; init; }

    /// <summary>Operational state.</summary>
    public PackageOperationalStateType? OperationalState { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required PkgmLinks Links { get; init; }

    /// <summary>Extension of ours: counts the notifications of one instance from 1 up, so that a receiver can put them in order.</summary>
    public long? NfvoSequenceNumber { get; init; }
}
