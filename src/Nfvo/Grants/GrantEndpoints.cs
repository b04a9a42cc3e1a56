using NfvOrchestrator.Nfvo.Grants.Pending;
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
        grants.MapPost("", RequestAsync).WithJsonBody<GrantRequest>(maxBytes: 16 << 20).Produces<Grant>(StatusCodes.Status201Created).Produces(StatusCodes.Status202Accepted);
        grants.MapGet("/{grantId}", ReadAsync).Produces<Grant>().Produces(StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// Asking again for the same operation occurrence gives the same grant, with or without an Idempotency-Key. Answered at once (201) when it can be decided within
    /// <see cref="NfvoOptions.GrantAnswerWithin"/>, else 202 and decided later.
    /// </summary>
    private static async Task<IResult> RequestAsync(HttpContext context, GrantService grants, PendingGrants pending, NfvoOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(GrantJsonContext.Default.GrantRequest, 16 << 20, cancellationToken);
        var tenant = context.GetTenant();
        var links = new GrantLinks
        {
            Self = new Link { Href = SolUri.Absolute(context, $"{SolApi.Grant.Prefix}/grants/{request.VnfLcmOpOccId}") },
            VnfLcmOpOcc = request.Links.VnfLcmOpOcc,
            VnfInstance = request.Links.VnfInstance,
        };
        context.Response.Headers.Location = links.Self.Href;
        if (options.GrantAnswerWithin > TimeSpan.Zero)
        {
            try
            {
                // What this began goes on when nobody waits any more: it is the same grant that is decided later.
                var record = await grants.GrantAsync(tenant, request, _ => links, CancellationToken.None).WaitAsync(options.GrantAnswerWithin, clock, cancellationToken);
                return TypedResults.Json(record.Grant, GrantJsonContext.Default.Grant, statusCode: StatusCodes.Status201Created);
            }
            catch (TimeoutException)
            {
                // Images on their way, or a VIM that takes its time.
            }
            catch (SolProblemException)
            {
                context.Response.Headers.Remove("Location");
                throw;
            }
        }
        await pending.AcceptAsync(tenant, request, links, cancellationToken);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string grantId, IDocumentStore store, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        // In this order: a grant is stored before its request goes.
        var pending = await store.GetAsync(GrantCollections.Pending, tenant, grantId, cancellationToken);
        if (pending is { Value.Refusal: null })
        {
            return TypedResults.StatusCode(StatusCodes.Status202Accepted);
        }
        if (await store.GetAsync(GrantCollections.Grants, tenant, grantId, cancellationToken) is { } found)
        {
            return TypedResults.Json(found.Value.Grant, GrantJsonContext.Default.Grant);
        }
        return pending?.Value.Refusal is { } refusal
            ? SolProblem.Of(refusal.Status, refusal.Detail, refusal.Title)
            : SolProblem.NotFound("grant", grantId);
    }
}
