using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>Subscriptions to changes of packages (SOL005 §9.4.9, §9.4.10) and of NSDs (SOL005 §5.4.9, §5.4.10).</summary>
internal static class CatalogueSubscriptionEndpoints
{
    public static void MapVnfPackages(RouteGroupBuilder group) => SubscriptionEndpoints.Map(group, new SubscriptionResource<PkgmSubscriptionRequest, PkgmSubscription>
    {
        Api = SolApi.VnfPkgm,
        RequestType = VnfPkgmJsonContext.Default.PkgmSubscriptionRequest,
        ResourceType = VnfPkgmJsonContext.Default.PkgmSubscription,
        Read = static request => new SubscriptionContent(
            request.CallbackUri,
            request.Authentication,
            request.Filter is null ? null : JsonSerializer.SerializeToElement(request.Filter, VnfPkgmJsonContext.Default.PkgmNotificationsFilter),
            VnfPackageNotifications.Alternatives(request.Filter)),
        Render = static stored => new PkgmSubscription
        {
            Id = stored.Id,
            CallbackUri = stored.CallbackUri,
            Filter = stored.Filter?.Deserialize(VnfPkgmJsonContext.Default.PkgmNotificationsFilter),
            Links = new PkgmSubscriptionLinks { Self = new Link { Href = stored.SelfUri } },
        },
    });

    public static void MapNsDescriptors(RouteGroupBuilder group) => SubscriptionEndpoints.Map(group, new SubscriptionResource<NsdmSubscriptionRequest, NsdmSubscription>
    {
        Api = SolApi.Nsd,
        RequestType = NsdJsonContext.Default.NsdmSubscriptionRequest,
        ResourceType = NsdJsonContext.Default.NsdmSubscription,
        Read = static request => new SubscriptionContent(
            request.CallbackUri,
            request.Authentication,
            request.Filter is null ? null : JsonSerializer.SerializeToElement(request.Filter, NsdJsonContext.Default.NsdmNotificationsFilter),
            NsdNotifications.Alternatives(request.Filter)),
        Render = static stored => new NsdmSubscription
        {
            Id = stored.Id,
            CallbackUri = stored.CallbackUri,
            Filter = stored.Filter?.Deserialize(NsdJsonContext.Default.NsdmNotificationsFilter),
            Links = new NsdmSubscriptionLinks { Self = new Link { Href = stored.SelfUri } },
        },
    });
}
