using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using NfvOrchestrator.Performance.Collection;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Pm.V1;

namespace NfvOrchestrator.Performance.Api;

/// <summary>SOL003 2.6.1 §6.4.7, §6.4.8: subscriptions, which only version 1 has.</summary>
internal static class PmSubscriptionEndpoints
{
    public static void Map(RouteGroupBuilder group, PmApi api, IMeasuredObjects objects) => SubscriptionEndpoints.Map(group, new SubscriptionResource<PmSubscriptionRequest, PmSubscription>
    {
        Api = api.Newest,
        RequestType = PmV1JsonContext.Default.PmSubscriptionRequest,
        ResourceType = PmV1JsonContext.Default.PmSubscription,
        Read = request => new SubscriptionContent(
            request.CallbackUri,
            request.Authentication,
            request.Filter is null ? null : JsonSerializer.SerializeToElement(request.Filter, PmV1JsonContext.Default.PmNotificationsFilter),
            Alternatives(request.Filter, api, objects)),
        Render = static stored => new PmSubscription
        {
            Id = stored.Id,
            CallbackUri = stored.CallbackUri,
            Filter = stored.Filter?.Deserialize(PmV1JsonContext.Default.PmNotificationsFilter),
            Links = new LccnSubscriptionLinks { Self = new Link { Href = stored.SelfUri } },
        },
    });

    /// <summary>What PM jobs and thresholds of version 2 say goes to their own callbacks, and not here as well.</summary>
    private static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(PmNotificationsFilter? filter, PmApi api, IMeasuredObjects objects)
    {
        var asked = objects.Alternatives(filter);
        return
        [
            .. (asked.Count == 0 ? [new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)] : asked).Select(alternative =>
                new Dictionary<string, IReadOnlyList<string>>(alternative, StringComparer.Ordinal) { [PmNotifications.ApiFact] = [api.Dialect.SubscriptionKey] }),
        ];
    }
}
