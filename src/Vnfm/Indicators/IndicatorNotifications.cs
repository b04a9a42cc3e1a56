using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfInd;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>Notifications about indicators (SOL003 §8.5.2.5, §8.5.2.6) and the facts their subscriptions filter by.</summary>
internal static class IndicatorNotifications
{
    /// <summary>A value changed, or is there for the first time.</summary>
    public static NotificationDraft ValueChanged(TenantId tenant, VnfInstance instance, VnfIndicator indicator, IndicatorLinks links, DateTimeOffset now)
    {
        var facts = VnfInstanceFacts.Of(instance, VnfIndicatorValueChangeNotification.TypeName);
        facts["indicatorIds"] = [indicator.Id];
        return Draft(tenant, instance, VnfIndicatorValueChangeNotification.TypeName, facts, JsonSerializer.SerializeToNode(
            new VnfIndicatorValueChangeNotification
            {
                Id = "",
                NotificationType = VnfIndicatorValueChangeNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                VnfIndicatorId = indicator.Id,
                Name = indicator.Name,
                Value = indicator.Value,
                VnfInstanceId = instance.Id,
                Links = links.Notification(instance.Id),
            },
            VnfIndJsonContext.Default.VnfIndicatorValueChangeNotification)!.AsObject());
    }

    /// <summary>The set of indicators of a VNF changed.</summary>
    public static NotificationDraft SupportedChanged(TenantId tenant, VnfInstance instance, IReadOnlyList<SupportedVnfIndicator> supported, IndicatorLinks links, DateTimeOffset now)
    {
        var facts = VnfInstanceFacts.Of(instance, SupportedIndicatorsChangeNotification.TypeName);
        facts["indicatorIds"] = [.. supported.Select(static s => s.VnfIndicatorId)];
        return Draft(tenant, instance, SupportedIndicatorsChangeNotification.TypeName, facts, JsonSerializer.SerializeToNode(
            new SupportedIndicatorsChangeNotification
            {
                Id = "",
                NotificationType = SupportedIndicatorsChangeNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                VnfInstanceId = instance.Id,
                SupportedIndicators = supported.Count == 0 ? null : supported,
                Links = links.Notification(instance.Id),
            },
            VnfIndJsonContext.Default.SupportedIndicatorsChangeNotification)!.AsObject());
    }

    /// <summary>A subscription filter as alternatives over the facts.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(VnfIndicatorNotificationsFilter? filter)
    {
        if (filter is null)
        {
            return [];
        }
        var common = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        VnfInstanceFacts.Add(common, "notificationTypes", filter.NotificationTypes?.Select(static t => t.ToString()));
        VnfInstanceFacts.Add(common, "indicatorIds", filter.IndicatorIds);
        return VnfInstanceFacts.Alternatives(common, filter.VnfInstanceSubscriptionFilter);
    }

    private static NotificationDraft Draft(TenantId tenant, VnfInstance instance, string type, Dictionary<string, IReadOnlyList<string>> facts, JsonObject body) => new()
    {
        Tenant = tenant,
        Api = SolApi.VnfInd.Name,
        InstanceId = instance.Id,
        NotificationType = type,
        Facts = facts,
        Body = body,
    };
}
