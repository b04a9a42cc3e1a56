using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Performance.Periods;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>Notifications about performance (SOL003 §6.5.2.4, §6.5.2.5) and the facts by which they find their receivers. Pure.</summary>
internal static class PmNotifications
{
    /// <summary>The fact that the callback of one PM job or threshold asks for.</summary>
    public const string OwnerFact = "pmOwner";

    /// <summary>The fact that subscriptions of an older version ask for: through which version the PM job or threshold was made.</summary>
    public const string ApiFact = "pmApi";

    /// <summary>A report is available.</summary>
    public static NotificationDraft ReportAvailable(Document<PmJobRecord> job, MeasuredInstance instance, PerformanceInformationAvailableLinks links, PmApi api, DateTimeOffset now) => Draft(
        job.Tenant,
        job.Id,
        job.Value.Api,
        PerformanceInformationAvailableNotification.TypeName,
        instance,
        api,
        JsonSerializer.SerializeToNode(
            new PerformanceInformationAvailableNotification
            {
                Id = "",
                NotificationType = PerformanceInformationAvailableNotification.TypeName,
                TimeStamp = now,
                PmJobId = job.Id,
                ObjectType = job.Value.Resource.ObjectType,
                ObjectInstanceId = instance.Id,
                SubObjectInstanceIds = job.Value.Resource.SubObjectInstanceIds,
                Links = links,
            },
            PmJsonContext.Default.PerformanceInformationAvailableNotification)!.AsObject());

    /// <summary>A threshold was crossed.</summary>
    public static NotificationDraft Crossed(
        Document<ThresholdRecord> threshold, MeasuredInstance instance, MeasuredValue value, CrossingDirectionType direction, ThresholdCrossedLinks links, PmApi api, DateTimeOffset now) => Draft(
        threshold.Tenant,
        threshold.Id,
        threshold.Value.Api,
        ThresholdCrossedNotification.TypeName,
        instance,
        api,
        JsonSerializer.SerializeToNode(
            new ThresholdCrossedNotification
            {
                Id = "",
                NotificationType = ThresholdCrossedNotification.TypeName,
                TimeStamp = now,
                ThresholdId = threshold.Id,
                CrossingDirection = direction,
                ObjectType = threshold.Value.Resource.ObjectType,
                ObjectInstanceId = instance.Id,
                SubObjectInstanceId = value.SubObject,
                PerformanceMetric = value.Metric,
                PerformanceValue = ReportBuilder.Number(value.Value),
                Links = links,
            },
            PmJsonContext.Default.ThresholdCrossedNotification)!.AsObject());

    private static NotificationDraft Draft(TenantId tenant, string ownerId, string madeThrough, string type, MeasuredInstance instance, PmApi api, JsonObject body) => new()
    {
        Tenant = tenant,
        Api = api.Newest.Name,
        InstanceId = ownerId,
        NotificationType = type,
        Facts = new Dictionary<string, IReadOnlyList<string>>(instance.Facts, StringComparer.Ordinal)
        {
            ["notificationTypes"] = [type],
            [OwnerFact] = [ownerId],
            [ApiFact] = [madeThrough],
        },
        Body = body,
    };
}
