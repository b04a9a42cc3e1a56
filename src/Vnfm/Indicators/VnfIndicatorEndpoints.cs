using System.Text.Json;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfInd;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>SOL003 §8.4: indicators of VNFs and subscriptions to them. An indicator is there as soon as its VNF reported a value.</summary>
internal static class VnfIndicatorEndpoints
{
    private static readonly SolListing<IndicatorRecord, VnfIndicator> Listing = new(
        IndicatorCollections.Values,
        VnfIndJsonContext.Default.VnfIndicator,
        null,
        static (context, record) => context.RequestServices.GetRequiredService<IndicatorLinks>().WithLinks(record.Resource));

    public static void Map(RouteGroupBuilder group)
    {
        var indicators = group.MapGroup("/indicators");
        indicators.MapGet("", ListAsync).WithQuery("filter", "nextpage_opaque_marker").Produces<IReadOnlyList<VnfIndicator>>();
        indicators.MapGet("/{vnfInstanceId}", ListOfVnfAsync).WithQuery("filter", "nextpage_opaque_marker").Produces<IReadOnlyList<VnfIndicator>>();
        indicators.MapGet("/{vnfInstanceId}/{indicatorId}", ReadAsync).Produces<VnfIndicator>();
        SubscriptionEndpoints.Map(group, new SubscriptionResource<VnfIndicatorSubscriptionRequest, VnfIndicatorSubscription>
        {
            Api = SolApi.VnfInd,
            RequestType = VnfIndJsonContext.Default.VnfIndicatorSubscriptionRequest,
            ResourceType = VnfIndJsonContext.Default.VnfIndicatorSubscription,
            Read = static request => new SubscriptionContent(
                request.CallbackUri,
                request.Authentication,
                request.Filter is null ? null : JsonSerializer.SerializeToElement(request.Filter, VnfIndJsonContext.Default.VnfIndicatorNotificationsFilter),
                IndicatorNotifications.Alternatives(request.Filter)),
            Render = static stored => new VnfIndicatorSubscription
            {
                Id = stored.Id,
                CallbackUri = stored.CallbackUri,
                Filter = stored.Filter?.Deserialize(VnfIndJsonContext.Default.VnfIndicatorNotificationsFilter),
                Links = new LccnSubscriptionLinks { Self = new Link { Href = stored.SelfUri } },
            },
        });
    }

    private static Task<IResult> ListAsync(HttpContext context, IDocumentStore store, PageMarkers markers, CancellationToken cancellationToken)
        => Listing.AnswerAsync(context, context.GetTenant(), store, markers, cancellationToken);

    private static async Task<IResult> ListOfVnfAsync(HttpContext context, string vnfInstanceId, IDocumentStore store, PageMarkers markers, CancellationToken cancellationToken)
        => await store.GetAsync(VnfmCollections.Instances, context.GetTenant(), vnfInstanceId, cancellationToken) is null
            ? SolProblem.NotFound("VNF instance", vnfInstanceId)
            : await Listing.AnswerAsync(
                context, context.GetTenant(), store, markers, new Dictionary<string, string>(StringComparer.Ordinal) { ["resource/vnfInstanceId"] = vnfInstanceId }, cancellationToken);

    private static async Task<IResult> ReadAsync(
        HttpContext context, string vnfInstanceId, string indicatorId, IDocumentStore store, IndicatorLinks links, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(VnfmCollections.Instances, context.GetTenant(), vnfInstanceId, cancellationToken) is null)
        {
            return SolProblem.NotFound("VNF instance", vnfInstanceId);
        }
        var found = await store.GetAsync(IndicatorCollections.Values, context.GetTenant(), IndicatorCollections.IdOf(vnfInstanceId, indicatorId), cancellationToken);
        return found is null
            ? SolProblem.NotFound("indicator (with a reported value)", indicatorId)
            : TypedResults.Json(links.WithLinks(found.Value.Resource), VnfIndJsonContext.Default.VnfIndicator);
    }
}
