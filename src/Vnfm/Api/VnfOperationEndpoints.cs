using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Api;

/// <summary>SOL003 §5.4.3.3.4 and §5.4.4 to §5.4.11: whatever starts an operation on a VNF instance, one endpoint for each line of <see cref="VnfOperations"/>.</summary>
internal static class VnfOperationEndpoints
{
    private const string DryRunQuery = "dryRun";
    private const string PlanQuery = "planId";

    /// <summary>Maps the task resources below the instance, and PATCH on it.</summary>
    public static void Map(RouteGroupBuilder instances)
    {
        foreach (var operation in VnfOperations.All.Where(o => o.Task is not null))
        {
            operation.DeclareBody(instances.MapPost("/{vnfInstanceId}/" + operation.Task, async (
                HttpContext context, string vnfInstanceId, VnfmServices vnfm, VnfOperationStarter starter, IdempotentRequests idempotent, CancellationToken cancellationToken)
                => await StartAsync(context, vnfInstanceId, vnfm, starter, idempotent, operation, await operation.ReadAsync(context, cancellationToken), cancellationToken)))
                .WithQuery(DryRunQuery, PlanQuery)
                .Produces(StatusCodes.Status202Accepted);
        }
        instances.MapPatch("/{vnfInstanceId}", ModifyAsync).WithMergePatchBody<VnfInfoModificationRequest>().WithQuery(DryRunQuery, PlanQuery).Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ModifyAsync(
        HttpContext context, string vnfInstanceId, VnfmServices vnfm, VnfOperationStarter starter, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var patch = await context.ReadObjectAsync(cancellationToken: cancellationToken);
        return await StartAsync(
            context, vnfInstanceId, vnfm, starter, idempotent, VnfOperations.Of(LcmOperationType.MODIFY_INFO), patch.Deserialize(VnfLcmJsonContext.Default.JsonElement), cancellationToken);
    }

    private static Task<IResult> StartAsync(
        HttpContext context,
        string vnfInstanceId,
        VnfmServices vnfm,
        VnfOperationStarter starter,
        IdempotentRequests idempotent,
        VnfOperation operation,
        JsonElement body,
        CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        var request = WithoutSecrets(body);
        if (IsDryRun(context))
        {
            return ShowAsync(context, vnfInstanceId, vnfm, starter, operation, request, cancellationToken);
        }
        return idempotent.RunAsync(context, tenant, SolApi.VnfLcm.Name, JsonSerializer.SerializeToUtf8Bytes(body, VnfLcmJsonContext.Default.JsonElement), async remember =>
        {
            var document = await VnfInstanceEndpoints.FindAsync(context, vnfInstanceId, vnfm, cancellationToken);
            if (operation.Task is null)
            {
                SolETag.RequireMatch(context, SolETag.Of(document.Version));
            }
            var (occurrenceId, problem) = await starter.StartAsync(
                document, operation, request, IsAutomatic(context),
                (batch, id) => remember(batch, StatusCodes.Status202Accepted, vnfm.Links.Occurrence(id).Href, null),
                context.Request.Query[PlanQuery] is [{ } planId] ? () => VnfDryRun.Refuse(planId, document, operation, request) : null,
                cancellationToken);
            if (problem is not null)
            {
                return problem;
            }
            context.Response.Headers.Location = vnfm.Links.Occurrence(occurrenceId!).Href;
            return TypedResults.StatusCode(StatusCodes.Status202Accepted);
        }, cancellationToken);
    }

    /// <summary>The plan of an operation, as it would be accepted now.</summary>
    private static async Task<IResult> ShowAsync(
        HttpContext context, string vnfInstanceId, VnfmServices vnfm, VnfOperationStarter starter, VnfOperation operation, JsonElement request, CancellationToken cancellationToken)
    {
        var document = await VnfInstanceEndpoints.FindAsync(context, vnfInstanceId, vnfm, cancellationToken);
        if (await starter.RefuseAsync(document, operation, request, cancellationToken) is { } refusal)
        {
            return refusal;
        }
        try
        {
            return TypedResults.Json(await vnfm.DryRun.ShowAsync(document, operation, request, cancellationToken), VnfmJsonContext.Default.VnfOperationPlan);
        }
        catch (LifecycleRejectedException unfit)
        {
            return new SolProblem(unfit.Problem);
        }
    }

    private static bool IsDryRun(HttpContext context) => context.Request.Query[DryRunQuery] switch
    {
        [] or ["false"] => false,
        ["true"] or [""] => true,
        var other => throw SolProblem.BadRequest($"{DryRunQuery} is '{other}'; it must be true or false.").ToException(),
    };

    /// <summary>Access information of VIM connections belongs to the VIM adapter: it is not kept, and not shown in the occurrence.</summary>
    private static JsonElement WithoutSecrets(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("vimConnectionInfo", out var connections) || connections.ValueKind != JsonValueKind.Object)
        {
            return body;
        }
        var kept = JsonSerializer.SerializeToNode(body, VnfLcmJsonContext.Default.JsonElement)!.AsObject();
        foreach (var connection in kept["vimConnectionInfo"]!.AsObject().Select(c => c.Value).OfType<JsonObject>())
        {
            connection.Remove("accessInfo");
        }
        return kept.Deserialize(VnfLcmJsonContext.Default.JsonElement);
    }

    /// <summary>Closed loops mark their requests; people's requests are not automatic (SOL003 §5.5.2.13).</summary>
    private static bool IsAutomatic(HttpContext context) => context.Request.Headers["X-NFV-Automatic"] == "true";
}
