using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>A threshold was crossed (SOL003 §6.5.2.4, SOL005 §7.5.2.4).</summary>
public sealed record ThresholdCrossedNotification
{
    /// <summary>Value of <see cref="NotificationType"/>.</summary>
    public const string TypeName = "ThresholdCrossedNotification";

    /// <summary>Identifier, the same when it is sent again.</summary>
    public required string Id { get; init; }

    /// <summary>Notification type.</summary>
    public required string NotificationType { get; init; }

    /// <summary>Instant of the notification.</summary>
    public required DateTimeOffset TimeStamp { get; init; }

    /// <summary>The threshold.</summary>
    public required string ThresholdId { get; init; }

    /// <summary>In which direction.</summary>
    public required CrossingDirectionType CrossingDirection { get; init; }

    /// <summary>Type of the measured object (IFA 027 §6.2): <c>Vnf</c>, <c>Vnfc</c>, <c>VnfIntCp</c>, <c>VnfExtCp</c>, <c>Ns</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>Identifier of the measured VNF or NS instance.</summary>
    public required string ObjectInstanceId { get; init; }

    /// <summary>The sub-object, where the object type has them.</summary>
    public string? SubObjectInstanceId { get; init; }

    /// <summary>Name of the measurement.</summary>
    public required string PerformanceMetric { get; init; }

    /// <summary>The value that crossed it, in the unit of the measurement.</summary>
    public required JsonElement PerformanceValue { get; init; }

    /// <summary>Circumstances of the measurement.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Context { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required ThresholdCrossedLinks Links { get; init; }
}
