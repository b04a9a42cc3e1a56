using System.Text.Json;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Api;

/// <summary>SOL003 §5.4.18, §5.4.19: subscriptions to VNF lifecycle changes.</summary>
internal static class VnfLcmSubscriptionEndpoints
{
    public static void Map(RouteGroupBuilder group) => SubscriptionEndpoints.Map(group, new SubscriptionResource<LccnSubscriptionRequest, LccnSubscription>
    {
        Api = SolApi.VnfLcm,
        RequestType = VnfLcmJsonContext.Default.LccnSubscriptionRequest,
        ResourceType = VnfLcmJsonContext.Default.LccnSubscription,
        Read = static request => new SubscriptionContent(
            request.CallbackUri,
            request.Authentication,
            request.Filter is null ? null : JsonSerializer.SerializeToElement(request.Filter, VnfLcmJsonContext.Default.LifecycleChangeNotificationsFilter),
            VnfNotifications.Alternatives(request.Filter),
            (request.Verbosity ?? LcmOpOccNotificationVerbosityType.FULL).ToString()),
        Render = static stored => new LccnSubscription
        {
            Id = stored.Id,
            CallbackUri = stored.CallbackUri,
            Filter = stored.Filter?.Deserialize(VnfLcmJsonContext.Default.LifecycleChangeNotificationsFilter),
            Verbosity = Enum.Parse<LcmOpOccNotificationVerbosityType>(stored.Verbosity),
            Links = new LccnSubscriptionLinks { Self = new Link { Href = stored.SelfUri } },
        },
    });
}
