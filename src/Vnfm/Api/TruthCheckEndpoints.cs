using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.OpenApi;
using NfvOrchestrator.Vnfm.Reconciliation;

namespace NfvOrchestrator.Vnfm.Api;

/// <summary>Records against VIMs; of this product, not of ETSI.</summary>
internal static class TruthCheckEndpoints
{
    private const string Root = "/vnfm-ext/v1";

    /// <summary>Their document.</summary>
    public static ApiDocument Document { get; } = new("vnfm-ext-v1", "The truth check: where records and VIMs disagree.");

    /// <summary>Maps <c>/vnfm-ext/v1/findings</c> and <c>/vnfm-ext/v1/truth_check</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Root).InDocument(Document);
        group.MapGet("/findings", ListAsync).WithName("ListFindings").WithSummary("Where records and VIMs disagree, a hundred a page; the header Link leads to the next.").Produces<IReadOnlyList<Finding>>();
        group.MapGet("/findings/{id}", ReadAsync).WithName("ReadFinding").WithSummary("One disagreement.").Produces<Finding>();
        group.MapGet("/truth_check", StatusAsync).WithName("ReadTruthCheck").WithSummary("The last look at the tenant's VIMs.").Produces<TruthCheckStatus>();
        group.MapPost("/truth_check", AskAsync).WithName("AskForTruthCheck").WithSummary("Asks for a look now; the result shows in the status.").Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IDocumentStore store, string? kind, string? vnfInstanceId, string? after, CancellationToken cancellationToken)
    {
        var where = new Dictionary<string, string>(StringComparer.Ordinal);
        var filters = "";
        if (kind is not null)
        {
            if (!Enum.TryParse<FindingKind>(kind, out var known) || known.ToString() != kind)
            {
                return SolProblem.BadRequest($"kind is '{kind}'; {string.Join(", ", Enum.GetNames<FindingKind>())} are possible.");
            }
            where["kind"] = kind;
            filters += $"&kind={kind}";
        }
        if (vnfInstanceId is not null)
        {
            where["vnfInstanceId"] = vnfInstanceId;
            filters += $"&vnfInstanceId={Uri.EscapeDataString(vnfInstanceId)}";
        }
        var page = await store.QueryAsync(VnfmCollections.Findings, context.GetTenant(), new StoreQuery { Where = where, AfterId = after }, cancellationToken);
        if (page.NextAfterId is { } next)
        {
            context.Response.Headers.Link = $"<{Root}/findings?after={Uri.EscapeDataString(next)}{filters}>; rel=\"next\"";
        }
        return TypedResults.Json(page.Items.Select(static d => d.Value).ToList(), VnfmJsonContext.Default.ListFinding);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IDocumentStore store, string id, CancellationToken cancellationToken)
        => await store.GetAsync(VnfmCollections.Findings, context.GetTenant(), id, cancellationToken) is { } found
            ? TypedResults.Json(found.Value, VnfmJsonContext.Default.Finding)
            : SolProblem.NotFound("finding", id);

    private static async Task<IResult> StatusAsync(HttpContext context, IDocumentStore store, VnfmOptions options, CancellationToken cancellationToken)
    {
        var turn = await store.GetAsync(VnfmCollections.ReconciledTenants, context.GetTenant(), TruthCheckLoop.DocumentId, cancellationToken);
        var periodic = options.Reconciliation.Interval > TimeSpan.Zero;
        return TypedResults.Json((turn?.Value.Last ?? new TruthCheckStatus()) with { NextLookAt = periodic ? turn?.Value.NextLookAt : null }, VnfmJsonContext.Default.TruthCheckStatus);
    }

    private static async Task<IResult> AskAsync(HttpContext context, TruthCheckLoop loop, CancellationToken cancellationToken)
    {
        await loop.AskAsync(context.GetTenant(), cancellationToken);
        return TypedResults.Accepted(Root + "/truth_check");
    }
}
