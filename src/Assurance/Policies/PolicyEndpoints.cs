using Microsoft.AspNetCore.Http.HttpResults;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Assurance.Policies;

/// <summary><c>/assurance/v1/policies</c>.</summary>
internal static class PolicyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/policies/{id}", PutAsync).WithName("PutScalingPolicy").WithSummary("Creates or replaces a scaling policy.").Produces<ScalingPolicy>().Produces<ScalingPolicy>(StatusCodes.Status201Created);
        api.MapGet("/policies/{id}", GetAsync).WithName("GetScalingPolicy").WithSummary("Reads a scaling policy.").Produces<ScalingPolicy>();
        api.MapGet("/policies/{id}/status", GetStatusAsync).WithName("GetScalingPolicyStatus").WithSummary("What a policy is doing: open decision, cool-down, limit reached.").Produces<PolicyStatus>();
        api.MapGet("/policies", ListAsync).WithName("ListScalingPolicies").WithSummary("Lists scaling policies, all or of one VNF instance.").Produces<IReadOnlyList<ScalingPolicy>>();
        api.MapDelete("/policies/{id}", DeleteAsync).WithName("DeleteScalingPolicy").WithSummary("Deletes a scaling policy; a decision not yet sent to the VNFM is given up.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> PutAsync(string id, ScalingPolicy policy, HttpContext context, IDocumentStore store, PolicyCache cache, AssuranceOptions options, CancellationToken cancellationToken)
    {
        if (ScalingPolicyRules.Problem(policy, id) is { } problem)
        {
            return SolProblem.Unprocessable(problem);
        }
        var tenant = context.GetTenant();
        var before = await store.GetAsync(AssuranceCollections.Policies, tenant, id, cancellationToken);
        if (SolETag.DemandedVersion(context) is { } demanded && demanded != before?.Version)
        {
            return SolProblem.PreconditionFailed($"The policy {id} has version {before?.Version.ToString() ?? "none"}, not {demanded}. Read it again, then repeat the change.");
        }
        if (before is not null && Same(before.Value, policy))
        {
            // a repeated PUT must not make the evaluation begin anew
            SolETag.Set(context, SolETag.Of(before.Version));
            return TypedResults.Json(before.Value, AssuranceJson.Default.ScalingPolicy);
        }
        if (before is null && cache.Of(tenant, policy.VnfInstanceId).Count >= options.MaxPoliciesPerInstance)
        {
            return SolProblem.Unprocessable($"The VNF instance {policy.VnfInstanceId} has {options.MaxPoliciesPerInstance} policies already, which is the most. Delete one first.");
        }
        var batch = new WriteBatch();
        _ = before is null ? batch.Insert(AssuranceCollections.Policies, tenant, id, policy) : batch.Replace(AssuranceCollections.Policies, before, policy);
        // new limits make it worth trying again what was refused
        if (await store.GetAsync(AssuranceCollections.Status, tenant, id, cancellationToken) is { Value.LimitDirection: not null } status)
        {
            batch.Replace(AssuranceCollections.Status, status, status.Value with { LimitDirection = null, LimitUntil = null, LimitReason = null });
        }
        (await store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
        var version = (before?.Version ?? 0) + 1;
        cache.Put(new CachedPolicy(tenant, version, policy));
        SolETag.Set(context, SolETag.Of(version));
        return TypedResults.Json(policy, AssuranceJson.Default.ScalingPolicy, statusCode: before is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static bool Same(ScalingPolicy a, ScalingPolicy b)
        => a.TargetVduIds.SequenceEqual(b.TargetVduIds, StringComparer.Ordinal) && a with { TargetVduIds = b.TargetVduIds } == b;

    private static async Task<IResult> GetAsync(string id, HttpContext context, IDocumentStore store, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(AssuranceCollections.Policies, context.GetTenant(), id, cancellationToken) is not { } found)
        {
            return SolProblem.NotFound("scaling policy", id);
        }
        SolETag.Set(context, SolETag.Of(found.Version));
        return TypedResults.Json(found.Value, AssuranceJson.Default.ScalingPolicy);
    }

    private static async Task<IResult> GetStatusAsync(string id, HttpContext context, IDocumentStore store, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        if (await store.GetAsync(AssuranceCollections.Policies, tenant, id, cancellationToken) is null)
        {
            return SolProblem.NotFound("scaling policy", id);
        }
        var status = await store.GetAsync(AssuranceCollections.Status, tenant, id, cancellationToken);
        return TypedResults.Json(status?.Value ?? new PolicyStatus { PolicyId = id }, AssuranceJson.Default.PolicyStatus);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IDocumentStore store, CancellationToken cancellationToken, string? vnfInstanceId = null, string? after = null, int limit = 100)
    {
        var page = await store.QueryAsync(AssuranceCollections.Policies, context.GetTenant(), ListQuery.Of(after, limit, ("vnfInstanceId", vnfInstanceId)), cancellationToken);
        ListQuery.Link(context, page.NextAfterId);
        return TypedResults.Json(page.Items.Select(static d => d.Value).ToList(), AssuranceJson.Default.ListScalingPolicy);
    }

    private static async Task<Results<NoContent, SolProblem>> DeleteAsync(string id, HttpContext context, IDocumentStore store, PolicyCache cache, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        if (await store.GetAsync(AssuranceCollections.Policies, tenant, id, cancellationToken) is not { } found)
        {
            return SolProblem.NotFound("scaling policy", id);
        }
        var batch = new WriteBatch().Delete(AssuranceCollections.Policies, tenant, id, found.Version);
        if (await store.GetAsync(AssuranceCollections.Status, tenant, id, cancellationToken) is { Value.OpenDecisionId: null } status)
        {
            batch.Delete(AssuranceCollections.Status, tenant, id, status.Version);
        }
        (await store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
        cache.Remove(tenant, id);
        return TypedResults.NoContent();
    }
}
