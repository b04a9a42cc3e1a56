using System.Text.Json;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>SOL005 §6.4.15, §6.4.16: subscriptions to NS lifecycle changes.</summary>
internal static class NsLcmSubscriptionEndpoints
{
    public static void Map(RouteGroupBuilder group) => SubscriptionEndpoints.Map(group, new SubscriptionResource<LccnSubscriptionRequest, LccnSubscription>
    {
        Api = SolApi.NsLcm,
        RequestType = NsLcmJsonContext.Default.LccnSubscriptionRequest,
        ResourceType = NsLcmJsonContext.Default.LccnSubscription,
        Read = static request => new SubscriptionContent(
            request.CallbackUri,
            request.Authentication,
            request.Filter is null ? null : JsonSerializer.SerializeToElement(request.Filter, NsLcmJsonContext.Default.LifecycleChangeNotificationsFilter),
            NsNotifications.Alternatives(request.Filter),
            (request.Verbosity ?? LcmOpOccNotificationVerbosityType.FULL).ToString()),
        Render = static stored => new LccnSubscription
        {
            Id = stored.Id,
            CallbackUri = stored.CallbackUri,
            Filter = stored.Filter?.Deserialize(NsLcmJsonContext.Default.LifecycleChangeNotificationsFilter),
            Verbosity = Enum.Parse<LcmOpOccNotificationVerbosityType>(stored.Verbosity),
            Links = new LccnSubscriptionLinks { Self = new Link { Href = stored.SelfUri } },
        },
    });
}
