using NfvOrchestrator.Nfvo.Grants.Pending;
using NfvOrchestrator.Nfvo.Vnfms;
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
    private static async Task<IResult> RequestAsync(HttpContext context, GrantService grants, PendingGrants pending, VnfmDirectory vnfms, NfvoOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(GrantJsonContext.Default.GrantRequest, 16 << 20, cancellationToken);
        var tenant = context.GetTenant();
        var vnfmId = await CallerAsync(context, tenant, vnfms, cancellationToken);
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
                var record = await grants.GrantAsync(tenant, request, _ => links, CancellationToken.None, vnfmId).WaitAsync(options.GrantAnswerWithin, clock, cancellationToken);
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
        await pending.AcceptAsync(tenant, vnfmId, request, links, cancellationToken);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>The registered VNFM that asks; null: the house's own, or an operator on behalf of one.</summary>
    private static async Task<string?> CallerAsync(HttpContext context, TenantId tenant, VnfmDirectory vnfms, CancellationToken cancellationToken)
    {
        if (!context.User.IsInRole(NfvRoles.Vnfm))
        {
            return null;
        }
        var client = context.User.FindFirst(NfvClaims.ClientId)?.Value ?? "";
        return await vnfms.OfClientAsync(tenant, client, cancellationToken)
            ?? throw SolProblem.Forbidden($"The client '{client}' belongs to no registered VNFM of the tenant. Name it in the registration, or make one: POST {VnfmEndpoints.Root}/vnfms/{{vnfmId}}/client.").ToException();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string grantId, IDocumentStore store, VnfmDirectory vnfms, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        var vnfmId = await CallerAsync(context, tenant, vnfms, cancellationToken);
        bool IsOf(string? other) => !context.User.IsInRole(NfvRoles.Vnfm) || other == vnfmId;
        // In this order: a grant is stored before its request goes.
        var pending = await store.GetAsync(GrantCollections.Pending, tenant, grantId, cancellationToken);
        if (pending is { Value.Refusal: null } && IsOf(pending.Value.VnfmId))
        {
            return TypedResults.StatusCode(StatusCodes.Status202Accepted);
        }
        if (await store.GetAsync(GrantCollections.Grants, tenant, grantId, cancellationToken) is { } found && IsOf(found.Value.VnfmId))
        {
            return TypedResults.Json(found.Value.Grant, GrantJsonContext.Default.Grant);
        }
        return pending?.Value.Refusal is { } refusal && IsOf(pending.Value.VnfmId)
            ? SolProblem.Of(refusal.Status, refusal.Detail, refusal.Title)
            : SolProblem.NotFound("grant", grantId);
    }
}
