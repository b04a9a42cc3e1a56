using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Assurance.Decisions;

/// <summary><c>/assurance/v1/decisions</c>: what was decided, why, and what came of it.</summary>
internal static class DecisionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/decisions", ListAsync).WithName("ListScalingDecisions").WithSummary("Lists decisions in the order they were made, all or of one VNF instance, policy or state.").Produces<IReadOnlyList<ScalingDecision>>();
        api.MapGet("/decisions/{id}", GetAsync).WithName("GetScalingDecision").WithSummary("Reads a decision.").Produces<ScalingDecision>();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IDocumentStore store, CancellationToken cancellationToken, string? vnfInstanceId = null, string? policyId = null, string? state = null, string? after = null, int limit = 100)
    {
        var query = ListQuery.Of(after, limit, ("vnfInstanceId", vnfInstanceId), ("policyId", policyId), ("state", state));
        var page = await store.QueryAsync(AssuranceCollections.Decisions, context.GetTenant(), query, cancellationToken);
        ListQuery.Link(context, page.NextAfterId);
        return TypedResults.Json(page.Items.Select(static d => d.Value).ToList(), AssuranceJson.Default.ListScalingDecision);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, IDocumentStore store, CancellationToken cancellationToken)
        => await store.GetAsync(AssuranceCollections.Decisions, context.GetTenant(), id, cancellationToken) is { } found
            ? TypedResults.Json(found.Value, AssuranceJson.Default.ScalingDecision)
            : SolProblem.NotFound("scaling decision", id);
}
