using NfvOrchestrator.Execution;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>SOL005 §6.4.9 to §6.4.14: operation occurrences and their tasks.</summary>
internal static class NsLcmOpOccEndpoints
{
    private static readonly SolListing<NsLcmOpOcc, NsLcmOpOcc> Listing = new(
        NsCollections.Occurrences,
        NsLcmJsonContext.Default.NsLcmOpOcc,
        SolDefaults.NsLcmOpOcc,
        static (context, occurrence) => context.RequestServices.GetRequiredService<NsLcmLinks>().WithLinks(occurrence));

    public static void Map(RouteGroupBuilder group)
    {
        var occurrences = group.MapGroup("/ns_lcm_op_occs");
        occurrences.MapGet("", ListAsync).WithListQuery().Produces<IReadOnlyList<NsLcmOpOcc>>();
        occurrences.MapGet("/{nsLcmOpOccId}", ReadAsync).Produces<NsLcmOpOcc>();
        occurrences.MapPost("/{nsLcmOpOccId}/retry", RetryAsync).Produces(StatusCodes.Status202Accepted);
        occurrences.MapPost("/{nsLcmOpOccId}/rollback", RollbackAsync).Produces(StatusCodes.Status202Accepted);
        occurrences.MapPost("/{nsLcmOpOccId}/fail", FailAsync).Produces<NsLcmOpOcc>();
        occurrences.MapPost("/{nsLcmOpOccId}/cancel", CancelAsync).WithJsonBody<CancelMode>().Produces(StatusCodes.Status202Accepted);
    }

    private static Task<IResult> ListAsync(HttpContext context, NfvoServices nfvo, PageMarkers markers, CancellationToken cancellationToken)
        => Listing.AnswerAsync(context, context.GetTenant(), nfvo.Store, markers, cancellationToken);

    private static async Task<IResult> ReadAsync(HttpContext context, string nsLcmOpOccId, NfvoServices nfvo, CancellationToken cancellationToken)
    {
        var document = await nfvo.Store.GetAsync(NsCollections.Occurrences, context.GetTenant(), nsLcmOpOccId, cancellationToken);
        if (document is null)
        {
            return SolProblem.NotFound("NS LCM operation occurrence", nsLcmOpOccId);
        }
        SolETag.Set(context, SolETag.Of(document.Version));
        return TypedResults.Json(nfvo.Links.WithLinks(document.Value), NsLcmJsonContext.Default.NsLcmOpOcc);
    }

    private static async Task<IResult> RetryAsync(HttpContext context, string nsLcmOpOccId, NfvoServices nfvo, CancellationToken cancellationToken)
        => await nfvo.Gateway.ContinueAsync(context.GetTenant(), nsLcmOpOccId, RunModes.Retry, cancellationToken) ?? Accepted(context, nfvo, nsLcmOpOccId);

    private static async Task<IResult> RollbackAsync(HttpContext context, string nsLcmOpOccId, NfvoServices nfvo, CancellationToken cancellationToken)
        => await nfvo.Gateway.ContinueAsync(context.GetTenant(), nsLcmOpOccId, RunModes.Rollback, cancellationToken) ?? Accepted(context, nfvo, nsLcmOpOccId);

    private static async Task<IResult> FailAsync(HttpContext context, string nsLcmOpOccId, NfvoServices nfvo, CancellationToken cancellationToken)
    {
        var (problem, occurrence) = await nfvo.Gateway.FailAsync(context.GetTenant(), nsLcmOpOccId, cancellationToken);
        return problem is not null ? problem : TypedResults.Json(nfvo.Links.WithLinks(occurrence!), NsLcmJsonContext.Default.NsLcmOpOcc);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, string nsLcmOpOccId, NfvoServices nfvo, CancellationToken cancellationToken)
    {
        var mode = await context.ReadBodyAsync(NsLcmJsonContext.Default.CancelMode, cancellationToken: cancellationToken);
        var request = mode.Mode == CancelModeType.FORCEFUL ? CancelRequest.Forceful : CancelRequest.Graceful;
        return await nfvo.Gateway.CancelAsync(context.GetTenant(), nsLcmOpOccId, request, cancellationToken) ?? Accepted(context, nfvo, nsLcmOpOccId);
    }

    /// <summary>SOL005, unlike SOL003, wants these answers to name the occurrence as well.</summary>
    private static IResult Accepted(HttpContext context, NfvoServices nfvo, string id)
    {
        context.Response.Headers.Location = nfvo.Links.Occurrence(id).Href;
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }
}
