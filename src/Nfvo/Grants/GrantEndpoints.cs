using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>SOL003 §9.4: grants.</summary>
internal static class GrantEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        var grants = group.MapGroup("/grants");
        grants.MapPost("", RequestAsync).WithJsonBody<GrantRequest>(maxBytes: 16 << 20).Produces<Grant>(StatusCodes.Status201Created);
        grants.MapGet("/{grantId}", ReadAsync).Produces<Grant>();
    }

    /// <summary>Asking again for the same operation occurrence gives the same grant, with or without an Idempotency-Key.</summary>
    private static async Task<IResult> RequestAsync(HttpContext context, GrantService grants, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(GrantJsonContext.Default.GrantRequest, 16 << 20, cancellationToken);
        var record = await grants.GrantAsync(
            context.GetTenant(),
            request,
            id => new GrantLinks
            {
                Self = new Link { Href = SolUri.Absolute(context, $"{SolApi.Grant.Prefix}/grants/{id}") },
                VnfLcmOpOcc = request.Links.VnfLcmOpOcc,
                VnfInstance = request.Links.VnfInstance,
            },
            cancellationToken);
        context.Response.Headers.Location = record.Grant.Links.Self.Href;
        return TypedResults.Json(record.Grant, GrantJsonContext.Default.Grant, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string grantId, IDocumentStore store, CancellationToken cancellationToken)
        => await store.GetAsync(GrantCollections.Grants, context.GetTenant(), grantId, cancellationToken) is { } found
            ? TypedResults.Json(found.Value.Grant, GrantJsonContext.Default.Grant)
            : SolProblem.NotFound("grant", grantId);
}
