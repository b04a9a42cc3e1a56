using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Notifications of the VNF LCM interface (SOL003 §5.5.2.17 to §5.5.2.19) and the facts their subscriptions filter by.</summary>
internal static class VnfNotifications
{
    /// <summary>A change of an occurrence's state.</summary>
    public static NotificationDraft Of(TenantId tenant, VnfInstance instance, VnfLcmOpOcc occurrence, VnfLcmLinks links, DateTimeOffset now)
    {
        var started = occurrence.OperationState is LcmOperationStateType.STARTING or LcmOperationStateType.PROCESSING or LcmOperationStateType.ROLLING_BACK;
        var notification = new VnfLcmOperationOccurrenceNotification
        {
            Id = "",
            NotificationType = VnfLcmOperationOccurrenceNotification.TypeName,
            SubscriptionId = "",
            TimeStamp = now,
            NotificationStatus = started ? NotificationStatus.START : NotificationStatus.RESULT,
            OperationState = occurrence.OperationState,
            VnfInstanceId = instance.Id,
            Operation = occurrence.Operation,
            IsAutomaticInvocation = occurrence.IsAutomaticInvocation,
            VnfLcmOpOccId = occurrence.Id,
            AffectedVnfcs = started ? null : occurrence.ResourceChanges?.AffectedVnfcs,
            AffectedVirtualLinks = started ? null : occurrence.ResourceChanges?.AffectedVirtualLinks,
            AffectedExtLinkPorts = started ? null : occurrence.ResourceChanges?.AffectedExtLinkPorts,
            AffectedVipCps = started ? null : occurrence.AffectedVipCps,
            AffectedVirtualStorages = started ? null : occurrence.ResourceChanges?.AffectedVirtualStorages,
            ChangedInfo = started ? null : occurrence.ChangedInfo,
            ModificationsTriggeredByVnfPkgChange = started ? null : occurrence.ModificationsTriggeredByVnfPkgChange,
            ChangedExtConnectivity = started ? null : occurrence.ChangedExtConnectivity,
            Error = occurrence.Error,
            Links = Links(instance, links, occurrence.Id),
        };
        var facts = VnfInstanceFacts.Of(instance, VnfLcmOperationOccurrenceNotification.TypeName);
        facts["operationTypes"] = [occurrence.Operation.ToString()];
        facts["operationStates"] = [occurrence.OperationState.ToString()];
        return Draft(tenant, instance, VnfLcmOperationOccurrenceNotification.TypeName, facts,
            JsonSerializer.SerializeToNode(notification, VnfLcmJsonContext.Default.VnfLcmOperationOccurrenceNotification)!.AsObject());
    }

    /// <summary>An instance identifier was created.</summary>
    public static NotificationDraft Created(TenantId tenant, VnfInstance instance, VnfLcmLinks links, DateTimeOffset now)
        => Draft(tenant, instance, VnfIdentifierCreationNotification.TypeName, VnfInstanceFacts.Of(instance, VnfIdentifierCreationNotification.TypeName),
            JsonSerializer.SerializeToNode(
                new VnfIdentifierCreationNotification
                {
                    Id = "",
                    NotificationType = VnfIdentifierCreationNotification.TypeName,
                    SubscriptionId = "",
                    TimeStamp = now,
                    VnfInstanceId = instance.Id,
                    Links = Links(instance, links, null),
                },
                VnfLcmJsonContext.Default.VnfIdentifierCreationNotification)!.AsObject());

    /// <summary>An instance identifier was deleted.</summary>
    public static NotificationDraft Deleted(TenantId tenant, VnfInstance instance, VnfLcmLinks links, DateTimeOffset now)
        => Draft(tenant, instance, VnfIdentifierDeletionNotification.TypeName, VnfInstanceFacts.Of(instance, VnfIdentifierDeletionNotification.TypeName),
            JsonSerializer.SerializeToNode(
                new VnfIdentifierDeletionNotification
                {
                    Id = "",
                    NotificationType = VnfIdentifierDeletionNotification.TypeName,
                    SubscriptionId = "",
                    TimeStamp = now,
                    VnfInstanceId = instance.Id,
                    Links = Links(instance, links, null),
                },
                VnfLcmJsonContext.Default.VnfIdentifierDeletionNotification)!.AsObject());

    /// <summary>A subscription filter as alternatives over the facts.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(LifecycleChangeNotificationsFilter? filter)
    {
        if (filter is null)
        {
            return [];
        }
        var common = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        VnfInstanceFacts.Add(common, "notificationTypes", filter.NotificationTypes?.Select(t => t.ToString()));
        VnfInstanceFacts.Add(common, "operationTypes", filter.OperationTypes?.Select(t => t.ToString()));
        VnfInstanceFacts.Add(common, "operationStates", filter.OperationStates?.Select(s => s.ToString()));
        return VnfInstanceFacts.Alternatives(common, filter.VnfInstanceSubscriptionFilter);
    }

    private static NotificationDraft Draft(TenantId tenant, VnfInstance instance, string type, Dictionary<string, IReadOnlyList<string>> facts, JsonObject body) => new()
    {
        Tenant = tenant,
        Api = SolApi.VnfLcm.Name,
        InstanceId = instance.Id,
        NotificationType = type,
        Facts = facts,
        Body = body,
        Topic = NfvTopics.Lcm,
    };

    private static LccnLinks Links(VnfInstance instance, VnfLcmLinks links, string? occurrenceId) => new()
    {
        VnfInstance = new NotificationLink { Href = links.Instance(instance.Id).Href },
        Subscription = new NotificationLink { Href = "" },
        VnfLcmOpOcc = occurrenceId is null ? null : new NotificationLink { Href = links.Occurrence(occurrenceId).Href },
    };
}
