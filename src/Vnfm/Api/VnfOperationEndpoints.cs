using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;
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
                HttpContext context, string vnfInstanceId, VnfmServices vnfm, IVnfdSource vnfds, IdempotentRequests idempotent, CancellationToken cancellationToken)
                => await StartAsync(context, vnfInstanceId, vnfm, vnfds, idempotent, operation, await operation.ReadAsync(context, cancellationToken), cancellationToken)))
                .WithQuery(DryRunQuery, PlanQuery)
                .Produces(StatusCodes.Status202Accepted);
        }
        instances.MapPatch("/{vnfInstanceId}", ModifyAsync).WithMergePatchBody<VnfInfoModificationRequest>().WithQuery(DryRunQuery, PlanQuery).Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ModifyAsync(
        HttpContext context, string vnfInstanceId, VnfmServices vnfm, IVnfdSource vnfds, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var patch = await context.ReadObjectAsync(cancellationToken: cancellationToken);
        return await StartAsync(
            context, vnfInstanceId, vnfm, vnfds, idempotent, VnfOperations.Of(LcmOperationType.MODIFY_INFO), patch.Deserialize(VnfLcmJsonContext.Default.JsonElement), cancellationToken);
    }

    /// <summary>Every operation starts the same way: state, content, then one transaction that locks the instance and stores the occurrence.</summary>
    private static Task<IResult> StartAsync(
        HttpContext context,
        string vnfInstanceId,
        VnfmServices vnfm,
        IVnfdSource vnfds,
        IdempotentRequests idempotent,
        VnfOperation operation,
        JsonElement body,
        CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        var request = WithoutSecrets(body);
        if (IsDryRun(context))
        {
            return ShowAsync(context, vnfInstanceId, vnfm, vnfds, operation, request, cancellationToken);
        }
        return idempotent.RunAsync(context, tenant, SolApi.VnfLcm.Name, JsonSerializer.SerializeToUtf8Bytes(body, VnfLcmJsonContext.Default.JsonElement), async remember =>
        {
            var document = await VnfInstanceEndpoints.FindAsync(context, vnfInstanceId, vnfm, cancellationToken);
            if (operation.Task is null)
            {
                SolETag.RequireMatch(context, SolETag.Of(document.Version));
            }
            if (await RefuseAsync(document, vnfm, vnfds, operation, request, cancellationToken) is { } refusal)
            {
                return refusal;
            }
            if (context.Request.Query[PlanQuery] is [{ } planId] && VnfDryRun.Refuse(planId, document, operation, request) is { } changed)
            {
                return changed;
            }
            var now = vnfm.Clock.GetUtcNow();
            var occurrence = new VnfLcmOpOcc
            {
                Id = Guid.CreateVersion7(now).ToString(),
                OperationState = LcmOperationStateType.STARTING,
                StateEnteredTime = now,
                StartTime = now,
                VnfInstanceId = vnfInstanceId,
                Operation = operation.Type,
                IsAutomaticInvocation = IsAutomatic(context),
                OperationParams = request,
                IsCancelPending = false,
            };
            var location = vnfm.Links.Occurrence(occurrence.Id).Href;
            var problem = await vnfm.Gateway.AcceptAsync(
                document,
                occurrence,
                OperationPhase.Starting,
                new OperationSubmission
                {
                    Id = occurrence.Id,
                    Tenant = tenant,
                    InstanceId = vnfInstanceId,
                    Kind = VnfLcmSubject.OperationKind,
                    FairnessGroup = FairnessGroup(document.Value.Resource, tenant),
                    Input = request,
                },
                batch => remember(batch, StatusCodes.Status202Accepted, location, null),
                cancellationToken);
            if (problem is not null)
            {
                return problem;
            }
            context.Response.Headers.Location = location;
            return TypedResults.StatusCode(StatusCodes.Status202Accepted);
        }, cancellationToken);
    }

    /// <summary>The plan of an operation, as it would be accepted now.</summary>
    private static async Task<IResult> ShowAsync(
        HttpContext context, string vnfInstanceId, VnfmServices vnfm, IVnfdSource vnfds, VnfOperation operation, JsonElement request, CancellationToken cancellationToken)
    {
        var document = await VnfInstanceEndpoints.FindAsync(context, vnfInstanceId, vnfm, cancellationToken);
        if (await RefuseAsync(document, vnfm, vnfds, operation, request, cancellationToken) is { } refusal)
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

    /// <summary>Why the operation cannot be accepted now; null: it can.</summary>
    private static async Task<SolProblem?> RefuseAsync(
        Document<VnfRecord> document, VnfmServices vnfm, IVnfdSource vnfds, VnfOperation operation, JsonElement request, CancellationToken cancellationToken)
    {
        var (tenant, instance) = (document.Tenant, document.Value);
        if (await vnfm.Engine.GetHolderAsync(tenant, document.Id, cancellationToken) is { } holder)
        {
            return SolProblem.Conflict($"The VNF instance '{document.Id}' is busy with the operation '{holder}'. Wait until it is over; when it is FAILED_TEMP, retry it, roll it back or fail it first.");
        }
        if (operation.Demanded is { } demanded && instance.Resource.InstantiationState != demanded)
        {
            return SolProblem.Conflict($"The VNF instance '{document.Id}' is {instance.Resource.InstantiationState}; {operation.Type} needs it to be {demanded}.");
        }
        if (!operation.NeedsDescriptor)
        {
            return Judge(operation, new VnfOperationInput(request, instance, null, vnfm.Options.VimConnectionId));
        }
        // A package that was disabled since serves the instances it has, but no new one (SOL003 §10.2).
        var vnfd = operation.Type == LcmOperationType.INSTANTIATE
            ? await vnfds.FindForNewAsync(tenant, instance.Resource.VnfdId, cancellationToken)
            : await vnfds.FindAsync(tenant, instance.Resource.VnfdId, cancellationToken);
        if (vnfd is null)
        {
            return SolProblem.Conflict($"The NFVO has no onboarded and enabled package with the VNFD '{instance.Resource.VnfdId}'. Enable the package and repeat the request.");
        }
        try
        {
            var change = await VnfdChange.FindAsync(vnfds, tenant, operation, request, cancellationToken);
            return Judge(operation, new VnfOperationInput(request, instance, vnfd.Descriptor, vnfm.Options.VimConnectionId) { NewDescriptor = change });
        }
        catch (LifecycleRejectedException unfit)
        {
            return new SolProblem(unfit.Problem);
        }
    }

    private static SolProblem? Judge(VnfOperation operation, VnfOperationInput input)
    {
        try
        {
            operation.Intend(input);
            return null;
        }
        catch (LifecycleRejectedException unfit)
        {
            return new SolProblem(unfit.Problem);
        }
    }

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

    /// <summary>VNFs of one network service share a turn, so that a large service does not starve the others of its tenant.</summary>
    private static string FairnessGroup(VnfInstance instance, TenantId tenant)
        => instance.Metadata is { } metadata && metadata.TryGetValue("nsInstanceId", out var ns) && ns.ValueKind == JsonValueKind.String
            ? $"{tenant.Value}/{ns.GetString()}"
            : tenant.Value;

    /// <summary>Closed loops mark their requests; people's requests are not automatic (SOL003 §5.5.2.13).</summary>
    private static bool IsAutomatic(HttpContext context) => context.Request.Headers["X-NFV-Automatic"] == "true";
}
