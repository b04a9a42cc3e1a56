using NfvOrchestrator.Execution;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Api;

/// <summary>SOL003 §5.4.12 to §5.4.17: operation occurrences and their tasks.</summary>
internal static class VnfLcmOpOccEndpoints
{
    private static readonly SolListing<VnfLcmOpOcc, VnfLcmOpOcc> Listing = new(
        VnfmCollections.Occurrences,
        VnfLcmJsonContext.Default.VnfLcmOpOcc,
        SolDefaults.VnfLcmOpOcc,
        static (context, occurrence) => context.RequestServices.GetRequiredService<VnfLcmLinks>().WithLinks(occurrence));

    public static void Map(RouteGroupBuilder group)
    {
        var occurrences = group.MapGroup("/vnf_lcm_op_occs");
        occurrences.MapGet("", ListAsync).WithListQuery().Produces<IReadOnlyList<VnfLcmOpOcc>>();
        occurrences.MapGet("/{vnfLcmOpOccId}", ReadAsync).Produces<VnfLcmOpOcc>();
        occurrences.MapPost("/{vnfLcmOpOccId}/retry", RetryAsync).Produces(StatusCodes.Status202Accepted);
        occurrences.MapPost("/{vnfLcmOpOccId}/rollback", RollbackAsync).Produces(StatusCodes.Status202Accepted);
        occurrences.MapPost("/{vnfLcmOpOccId}/fail", FailAsync).Produces<VnfLcmOpOcc>();
        occurrences.MapPost("/{vnfLcmOpOccId}/cancel", CancelAsync).WithJsonBody<CancelMode>().Produces(StatusCodes.Status202Accepted);
    }

    private static Task<IResult> ListAsync(HttpContext context, VnfmServices vnfm, PageMarkers markers, CancellationToken cancellationToken)
        => Listing.AnswerAsync(context, context.GetTenant(), vnfm.Store, markers, cancellationToken);

    private static async Task<IResult> ReadAsync(HttpContext context, string vnfLcmOpOccId, VnfmServices vnfm, CancellationToken cancellationToken)
    {
        var document = await vnfm.Store.GetAsync(VnfmCollections.Occurrences, context.GetTenant(), vnfLcmOpOccId, cancellationToken);
        if (document is null)
        {
            return SolProblem.NotFound("VNF LCM operation occurrence", vnfLcmOpOccId);
        }
        SolETag.Set(context, SolETag.Of(document.Version));
        return TypedResults.Json(vnfm.Links.WithLinks(document.Value), VnfLcmJsonContext.Default.VnfLcmOpOcc);
    }

    private static async Task<IResult> RetryAsync(HttpContext context, string vnfLcmOpOccId, VnfmServices vnfm, CancellationToken cancellationToken)
        => await vnfm.Gateway.ContinueAsync(context.GetTenant(), vnfLcmOpOccId, RunModes.Retry, cancellationToken) ?? Accepted();

    private static async Task<IResult> RollbackAsync(HttpContext context, string vnfLcmOpOccId, VnfmServices vnfm, CancellationToken cancellationToken)
        => await vnfm.Gateway.ContinueAsync(context.GetTenant(), vnfLcmOpOccId, RunModes.Rollback, cancellationToken) ?? Accepted();

    private static async Task<IResult> FailAsync(HttpContext context, string vnfLcmOpOccId, VnfmServices vnfm, CancellationToken cancellationToken)
    {
        var (problem, occurrence) = await vnfm.Gateway.FailAsync(context.GetTenant(), vnfLcmOpOccId, cancellationToken);
        return problem is not null ? problem : TypedResults.Json(vnfm.Links.WithLinks(occurrence!), VnfLcmJsonContext.Default.VnfLcmOpOcc);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, string vnfLcmOpOccId, VnfmServices vnfm, CancellationToken cancellationToken)
    {
        var mode = await context.ReadBodyAsync(VnfLcmJsonContext.Default.CancelMode, cancellationToken: cancellationToken);
        var request = mode.Mode == CancelModeType.FORCEFUL ? CancelRequest.Forceful : CancelRequest.Graceful;
        return await vnfm.Gateway.CancelAsync(context.GetTenant(), vnfLcmOpOccId, request, cancellationToken) ?? Accepted();
    }

    private static IResult Accepted() => TypedResults.StatusCode(StatusCodes.Status202Accepted);
}
