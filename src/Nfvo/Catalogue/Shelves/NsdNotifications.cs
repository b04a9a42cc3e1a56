using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Nsd;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>Notifications about NSDs (SOL005 §5.5.2.9 to §5.5.2.12) and the facts their subscriptions filter by.</summary>
internal static class NsdNotifications
{
    public static NotificationDraft Onboarded(TenantId tenant, string root, NsdShelf shelf, NsdInfo nsd, DateTimeOffset now)
        => Draft(tenant, nsd, NsdOnBoardingNotification.TypeName, inUse: false, JsonSerializer.SerializeToNode(
            new NsdOnBoardingNotification
            {
                Id = "",
                NotificationType = NsdOnBoardingNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                NsdInfoId = nsd.Id,
                NsdId = nsd.NsdId!,
                Links = Links(root, shelf, nsd),
            },
            NsdJsonContext.Default.NsdOnBoardingNotification)!);

    public static NotificationDraft Failed(TenantId tenant, string root, NsdShelf shelf, NsdInfo nsd, DateTimeOffset now)
        => Draft(tenant, nsd, NsdOnBoardingFailureNotification.TypeName, inUse: false, JsonSerializer.SerializeToNode(
            new NsdOnBoardingFailureNotification
            {
                Id = "",
                NotificationType = NsdOnBoardingFailureNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                NsdInfoId = nsd.Id,
                NsdId = nsd.NsdId,
                OnboardingFailureDetails = nsd.OnboardingFailureDetails!,
                Links = Links(root, shelf, nsd),
            },
            NsdJsonContext.Default.NsdOnBoardingFailureNotification)!);

    public static NotificationDraft Changed(TenantId tenant, string root, NsdShelf shelf, NsdInfo nsd, bool inUse, DateTimeOffset now)
        => Draft(tenant, nsd, NsdChangeNotification.TypeName, inUse, JsonSerializer.SerializeToNode(
            new NsdChangeNotification
            {
                Id = "",
                NotificationType = NsdChangeNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                NsdInfoId = nsd.Id,
                NsdId = nsd.NsdId!,
                NsdOperationalState = nsd.NsdOperationalState,
                Links = Links(root, shelf, nsd),
            },
            NsdJsonContext.Default.NsdChangeNotification)!);

    public static NotificationDraft Deleted(TenantId tenant, string root, NsdShelf shelf, NsdInfo nsd, DateTimeOffset now)
        => Draft(tenant, nsd, NsdDeletionNotification.TypeName, inUse: false, JsonSerializer.SerializeToNode(
            new NsdDeletionNotification
            {
                Id = "",
                NotificationType = NsdDeletionNotification.TypeName,
                SubscriptionId = "",
                TimeStamp = now,
                NsdInfoId = nsd.Id,
                NsdId = nsd.NsdId!,
                Links = Links(root, shelf, nsd),
            },
            NsdJsonContext.Default.NsdDeletionNotification)!);

    /// <summary>A subscription filter in matchable form.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(NsdmNotificationsFilter? filter)
    {
        if (filter is null)
        {
            return [];
        }
        var conditions = new Conditions()
            .Add("notificationTypes", filter.NotificationTypes?.Select(static t => t.ToString()))
            .Add("nsdInfoId", filter.NsdInfoId)
            .Add("nsdId", filter.NsdId)
            .Add("nsdName", filter.NsdName)
            .Add("nsdVersion", filter.NsdVersion)
            .Add("nsdDesigner", filter.NsdDesigner)
            .Add("nsdInvariantId", filter.NsdInvariantId)
            .Add("vnfPkgIds", filter.VnfPkgIds)
            .Add("pnfdInfoIds", filter.PnfdInfoIds)
            .Add("nestedNsdInfoIds", filter.NestedNsdInfoIds)
            .Add("nsdOnboardingState", filter.NsdOnboardingState?.Select(static s => s.ToString()))
            .Add("nsdOperationalState", filter.NsdOperationalState?.Select(static s => s.ToString()))
            .Add("nsdUsageState", filter.NsdUsageState?.Select(static s => s.ToString()))
            .Add("pnfdId", filter.PnfdId)
            .Add("pnfdName", filter.PnfdName)
            .Add("pnfdVersion", filter.PnfdVersion)
            .Add("pnfdProvider", filter.PnfdProvider)
            .Add("pnfdInvariantId", filter.PnfdInvariantId)
            .Add("pnfdOnboardingState", filter.PnfdOnboardingState?.Select(static s => s.ToString()))
            .Add("pnfdUsageState", filter.PnfdUsageState?.Select(static s => s.ToString()))
            .Values;
        return conditions.Count == 0 ? [] : [conditions];
    }

    private static NotificationDraft Draft(TenantId tenant, NsdInfo nsd, string type, bool inUse, JsonNode body) => new()
    {
        Tenant = tenant,
        Api = SolApi.Nsd.Name,
        InstanceId = nsd.Id,
        NotificationType = type,
        Facts = new Conditions()
            .Add("notificationTypes", [type])
            .Add("nsdInfoId", [nsd.Id])
            .Add("nsdId", [nsd.NsdId])
            .Add("nsdName", [nsd.NsdName])
            .Add("nsdVersion", [nsd.NsdVersion])
            .Add("nsdDesigner", [nsd.NsdDesigner])
            .Add("nsdInvariantId", [nsd.NsdInvariantId])
            .Add("vnfPkgIds", nsd.VnfPkgIds)
            .Add("pnfdInfoIds", nsd.PnfdInfoIds)
            .Add("nestedNsdInfoIds", nsd.NestedNsdInfoIds)
            .Add("nsdOnboardingState", [nsd.NsdOnboardingState.ToString()])
            .Add("nsdOperationalState", [nsd.NsdOperationalState.ToString()])
            .Add("nsdUsageState", [(inUse ? NsdUsageStateType.IN_USE : NsdUsageStateType.NOT_IN_USE).ToString()])
            .Values,
        Body = body.AsObject(),
    };

    private static NsdmLinks Links(string root, NsdShelf shelf, NsdInfo nsd) => new()
    {
        NsdInfo = new NotificationLink { Href = root + shelf.PathOf(nsd.Id) },
        Subscription = new NotificationLink { Href = "" },
    };
}
