using System.Text.Json;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VrQan;

namespace NfvOrchestrator.Nfvo.Grants.Quotas;

/// <summary>SOL003 §11.4: subscriptions to notifications about quotas.</summary>
internal static class QuotaSubscriptionEndpoints
{
    public static void Map(RouteGroupBuilder group) => SubscriptionEndpoints.Map(group, new SubscriptionResource<VrQuotaAvailSubscriptionRequest, VrQuotaAvailSubscription>
    {
        Api = SolApi.VrQan,
        RequestType = VrQanJsonContext.Default.VrQuotaAvailSubscriptionRequest,
        ResourceType = VrQanJsonContext.Default.VrQuotaAvailSubscription,
        Read = static request => new SubscriptionContent(
            request.CallbackUri,
            request.Authentication,
            request.Filter is null ? null : JsonSerializer.SerializeToElement(request.Filter, VrQanJsonContext.Default.VrQuotaAvailNotificationsFilter),
            QuotaNotifications.Alternatives(request.Filter)),
        Render = static stored => new VrQuotaAvailSubscription
        {
            Id = stored.Id,
            CallbackUri = stored.CallbackUri,
            Filter = stored.Filter?.Deserialize(VrQanJsonContext.Default.VrQuotaAvailNotificationsFilter),
            Links = new LccnSubscriptionLinks { Self = new Link { Href = stored.SelfUri } },
        },
    });
}
