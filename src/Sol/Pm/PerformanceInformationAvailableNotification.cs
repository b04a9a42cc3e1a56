using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>A report is available (SOL003 §6.5.2.5, SOL005 §7.5.2.5): one for each measured object.</summary>
public sealed record PerformanceInformationAvailableNotification
{
    /// <summary>Value of <see cref="NotificationType"/>.</summary>
    public const string TypeName = "PerformanceInformationAvailableNotification";

    /// <summary>Identifier, the same when it is sent again.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Instant of the notification.</summary>
    public required DateTimeOffset TimeStamp { get; init; }

    /// <summary>The PM job.</summary>
    public required string PmJobId { get; init; }

    /// <summary>Type of the measured object (IFA 027 §6.2): <c>Vnf</c>, <c>Vnfc</c>, <c>VnfIntCp</c>, <c>VnfExtCp</c>, <c>Ns</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>Identifier of the measured VNF or NS instance.</summary>
    public required string ObjectInstanceId { get; init; }

    /// <summary>The sub-objects that were asked for.</summary>
    public IReadOnlyList<string>? SubObjectInstanceIds { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required PerformanceInformationAvailableLinks Links { get; init; }
}
