using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>Notifications of the NS LCM interface (SOL005 §6.5.2.5 to §6.5.2.8) and the facts their subscriptions filter by.</summary>
internal static class NsNotifications
{
    /// <summary>A change of an occurrence's state.</summary>
    public static NotificationDraft Of(TenantId tenant, NsRecord record, NsLcmOpOcc occurrence, NsLcmLinks links, DateTimeOffset now)
    {
        var instance = record.Resource;
        var started = occurrence.OperationState is NsLcmOperationStateType.PROCESSING or NsLcmOperationStateType.ROLLING_BACK;
        var notification = new NsLcmOperationOccurrenceNotification
        {
            Id = "",
            NsInstanceId = instance.Id,
            NsLcmOpOccId = occurrence.Id,
            Operation = occurrence.LcmOperationType,
            NotificationType = NsLcmOperationOccurrenceNotification.TypeName,
            SubscriptionId = "",
            Timestamp = now,
            NotificationStatus = started ? NotificationStatus.START : NotificationStatus.RESULT,
            OperationState = occurrence.OperationState,
            IsAutomaticInvocation = occurrence.IsAutomaticInvocation,
            AffectedVnf = started ? null : occurrence.ResourceChanges?.AffectedVnfs,
            AffectedVl = started ? null : occurrence.ResourceChanges?.AffectedVls,
            AffectedVnffg = started ? null : occurrence.ResourceChanges?.AffectedVnffgs,
            Error = occurrence.Error,
            Links = Links(instance, links, occurrence.Id),
        };
        var facts = Facts(instance, NsLcmOperationOccurrenceNotification.TypeName);
        facts["operationTypes"] = [occurrence.LcmOperationType.ToString()];
        facts["operationStates"] = [occurrence.OperationState.ToString()];
        return Draft(tenant, instance, NsLcmOperationOccurrenceNotification.TypeName, facts,
            JsonSerializer.SerializeToNode(notification, NsLcmJsonContext.Default.NsLcmOperationOccurrenceNotification)!.AsObject());
    }

    /// <summary>An instance identifier was created.</summary>
    public static NotificationDraft Created(TenantId tenant, NsInstance instance, NsLcmLinks links, DateTimeOffset now)
        => Draft(tenant, instance, NsIdentifierCreationNotification.TypeName, Facts(instance, NsIdentifierCreationNotification.TypeName),
            JsonSerializer.SerializeToNode(
                new NsIdentifierCreationNotification
                {
                    Id = "",
                    NotificationType = NsIdentifierCreationNotification.TypeName,
                    SubscriptionId = "",
                    Timestamp = now,
                    NsInstanceId = instance.Id,
                    Links = Links(instance, links, null),
                },
                NsLcmJsonContext.Default.NsIdentifierCreationNotification)!.AsObject());

    /// <summary>An instance identifier was deleted.</summary>
    public static NotificationDraft Deleted(TenantId tenant, NsInstance instance, NsLcmLinks links, DateTimeOffset now)
        => Draft(tenant, instance, NsIdentifierDeletionNotification.TypeName, Facts(instance, NsIdentifierDeletionNotification.TypeName),
            JsonSerializer.SerializeToNode(
                new NsIdentifierDeletionNotification
                {
                    Id = "",
                    NotificationType = NsIdentifierDeletionNotification.TypeName,
                    SubscriptionId = "",
                    Timestamp = now,
                    NsInstanceId = instance.Id,
                    Links = Links(instance, links, null),
                },
                NsLcmJsonContext.Default.NsIdentifierDeletionNotification)!.AsObject());

    /// <summary>A subscription filter as alternatives over the facts.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(LifecycleChangeNotificationsFilter? filter) => Alternatives(
        filter?.NsInstanceSubscriptionFilter,
        filter?.NotificationTypes?.Select(t => t.ToString().Replace("Occurence", "Occurrence", StringComparison.Ordinal)),
        ("operationTypes", filter?.OperationTypes?.Select(t => t.ToString())),
        ("operationStates", filter?.OperationStates?.Select(s => s.ToString())));

    /// <summary>A filter by instances and types of notification, of any API about network services, as alternatives over the facts.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(
        NsInstanceSubscriptionFilter? instances, IEnumerable<string>? notificationTypes, params ReadOnlySpan<(string Name, IEnumerable<string>? Values)> further)
    {
        var one = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        Add("notificationTypes", notificationTypes);
        Add("nsdIds", instances?.NsdIds);
        Add("nsInstanceIds", instances?.NsInstanceIds);
        Add("nsInstanceNames", instances?.NsInstanceNames);
        foreach (var (name, values) in further)
        {
            Add(name, values);
        }
        return one.Count == 0 ? [] : [one];

        void Add(string name, IEnumerable<string>? values)
        {
            if (values?.ToList() is { Count: > 0 } list)
            {
                one[name] = list;
            }
        }
    }

    /// <summary>What filters look at in an instance.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Facts(NsInstance instance, string type) => new(StringComparer.Ordinal)
    {
        ["notificationTypes"] = [type],
        ["nsdIds"] = [instance.NsdId],
        ["nsInstanceIds"] = [instance.Id],
        ["nsInstanceNames"] = [instance.NsInstanceName],
    };

    private static NotificationDraft Draft(TenantId tenant, NsInstance instance, string type, Dictionary<string, IReadOnlyList<string>> facts, JsonObject body) => new()
    {
        Tenant = tenant,
        Api = SolApi.NsLcm.Name,
        InstanceId = instance.Id,
        NotificationType = type,
        Facts = facts,
        Body = body,
        Topic = NfvTopics.Lcm,
    };

    private static LccnLinks Links(NsInstance instance, NsLcmLinks links, string? occurrenceId) => new()
    {
        NsInstance = new NotificationLink { Href = links.Instance(instance.Id).Href },
        NslcmOpOcc = occurrenceId is null ? null : new NotificationLink { Href = links.Occurrence(occurrenceId).Href },
    };
}
