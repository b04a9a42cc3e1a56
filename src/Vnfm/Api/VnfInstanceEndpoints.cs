using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Api;

/// <summary>SOL003 §5.4.2 to §5.4.11: VNF instances and their tasks.</summary>
internal static class VnfInstanceEndpoints
{
    private static readonly SolListing<VnfRecord, VnfInstance> Listing = new(
        VnfmCollections.Instances,
        VnfLcmJsonContext.Default.VnfInstance,
        SolDefaults.VnfInstance,
        static (context, record) => context.RequestServices.GetRequiredService<VnfLcmLinks>().WithLinks(record.Resource));

    public static void Map(RouteGroupBuilder group)
    {
        var instances = group.MapGroup("/vnf_instances");
        instances.MapPost("", CreateAsync).WithJsonBody<CreateVnfRequest>().Produces<VnfInstance>(StatusCodes.Status201Created);
        instances.MapGet("", ListAsync).WithListQuery().Produces<IReadOnlyList<VnfInstance>>();
        instances.MapGet("/{vnfInstanceId}", ReadAsync).Produces<VnfInstance>();
        instances.MapDelete("/{vnfInstanceId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
        instances.MapPost("/{vnfInstanceId}/instantiate", InstantiateAsync).WithJsonBody<InstantiateVnfRequest>().Produces(StatusCodes.Status202Accepted);
        instances.MapPost("/{vnfInstanceId}/scale", ScaleAsync).WithJsonBody<ScaleVnfRequest>().Produces(StatusCodes.Status202Accepted);
        instances.MapPost("/{vnfInstanceId}/terminate", TerminateAsync).WithJsonBody<TerminateVnfRequest>().Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, VnfmServices vnfm, IVnfdSource vnfds, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        var request = await context.ReadBodyAsync(VnfLcmJsonContext.Default.CreateVnfRequest, cancellationToken: cancellationToken);
        return await idempotent.RunAsync(context, tenant, SolApi.VnfLcm.Name, JsonSerializer.SerializeToUtf8Bytes(request, VnfLcmJsonContext.Default.CreateVnfRequest), async remember =>
        {
            var vnfd = await vnfds.FindForNewAsync(tenant, request.VnfdId, cancellationToken);
            if (vnfd is null)
            {
                return SolProblem.Unprocessable($"The NFVO has no onboarded and enabled VNF package with the VNFD '{request.VnfdId}'. Onboard and enable it, then repeat the request.");
            }
            var descriptor = vnfd.Descriptor;
            var instance = new VnfInstance
            {
                Id = Guid.CreateVersion7().ToString(),
                VnfInstanceName = request.VnfInstanceName,
                VnfInstanceDescription = request.VnfInstanceDescription,
                VnfdId = descriptor.DescriptorId,
                VnfProvider = descriptor.Provider,
                VnfProductName = descriptor.ProductName,
                VnfSoftwareVersion = descriptor.SoftwareVersion,
                VnfdVersion = descriptor.DescriptorVersion,
                InstantiationState = InstantiationState.NOT_INSTANTIATED,
                Metadata = request.Metadata,
                Links = new VnfInstanceLinks { Self = new Link { Href = "" } },
            };
            var shown = vnfm.Links.WithLinks(instance);
            var batch = new WriteBatch().Insert(VnfmCollections.Instances, tenant, instance.Id, new VnfRecord { Resource = instance });
            vnfm.Outbox.Add(batch, VnfNotifications.Created(tenant, instance, vnfm.Links, vnfm.Clock.GetUtcNow()));
            remember(batch, StatusCodes.Status201Created, shown.Links.Self.Href, JsonSerializer.SerializeToUtf8Bytes(shown, VnfLcmJsonContext.Default.VnfInstance));
            (await vnfm.Store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
            context.Response.Headers.Location = shown.Links.Self.Href;
            return TypedResults.Json(shown, VnfLcmJsonContext.Default.VnfInstance, statusCode: StatusCodes.Status201Created);
        }, cancellationToken);
    }

    private static Task<IResult> ListAsync(HttpContext context, VnfmServices vnfm, PageMarkers markers, CancellationToken cancellationToken)
        => Listing.AnswerAsync(context, context.GetTenant(), vnfm.Store, markers, cancellationToken);

    private static async Task<IResult> ReadAsync(HttpContext context, string vnfInstanceId, VnfmServices vnfm, CancellationToken cancellationToken)
    {
        var document = await FindAsync(context, vnfInstanceId, vnfm, cancellationToken);
        SolETag.Set(context, SolETag.Of(document.Version));
        return TypedResults.Json(vnfm.Links.WithLinks(document.Value.Resource), VnfLcmJsonContext.Default.VnfInstance);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string vnfInstanceId, VnfmServices vnfm, CancellationToken cancellationToken)
    {
        var document = await FindAsync(context, vnfInstanceId, vnfm, cancellationToken);
        SolETag.RequireMatch(context, SolETag.Of(document.Version));
        if (document.Value.Resource.InstantiationState == InstantiationState.INSTANTIATED)
        {
            return SolProblem.Conflict($"The VNF instance '{vnfInstanceId}' is INSTANTIATED. Terminate it first.");
        }
        if (await vnfm.Engine.GetHolderAsync(document.Tenant, document.Id, cancellationToken) is { } holder)
        {
            return SolProblem.Conflict($"The VNF instance '{vnfInstanceId}' is busy with the operation '{holder}'. Wait for its end, or roll it back or fail it when it is FAILED_TEMP.");
        }
        var batch = new WriteBatch().Delete(VnfmCollections.Instances, document.Tenant, document.Id, document.Version);
        vnfm.Engine.RequireFree(batch, document.Tenant, document.Id);
        vnfm.Outbox.Add(batch, VnfNotifications.Deleted(document.Tenant, document.Value.Resource, vnfm.Links, vnfm.Clock.GetUtcNow()));
        return (await vnfm.Store.CommitAsync(batch, cancellationToken)).Ok
            ? TypedResults.NoContent()
            : SolProblem.Conflict($"The VNF instance '{vnfInstanceId}' was changed by another request at the same moment. Read it again and repeat the request if it still applies.");
    }

    private static async Task<IResult> InstantiateAsync(
        HttpContext context, string vnfInstanceId, VnfmServices vnfm, IVnfdSource vnfds, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(VnfLcmJsonContext.Default.InstantiateVnfRequest, cancellationToken: cancellationToken);
        return await StartAsync(
            context, vnfInstanceId, vnfm, vnfds, idempotent, LcmOperationType.INSTANTIATE, InstantiationState.NOT_INSTANTIATED,
            JsonSerializer.SerializeToElement(request, VnfLcmJsonContext.Default.InstantiateVnfRequest), cancellationToken);
    }

    private static async Task<IResult> ScaleAsync(
        HttpContext context, string vnfInstanceId, VnfmServices vnfm, IVnfdSource vnfds, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(VnfLcmJsonContext.Default.ScaleVnfRequest, cancellationToken: cancellationToken);
        return await StartAsync(
            context, vnfInstanceId, vnfm, vnfds, idempotent, LcmOperationType.SCALE, InstantiationState.INSTANTIATED,
            JsonSerializer.SerializeToElement(request, VnfLcmJsonContext.Default.ScaleVnfRequest), cancellationToken);
    }

    private static async Task<IResult> TerminateAsync(
        HttpContext context, string vnfInstanceId, VnfmServices vnfm, IVnfdSource vnfds, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(VnfLcmJsonContext.Default.TerminateVnfRequest, cancellationToken: cancellationToken);
        return await StartAsync(
            context, vnfInstanceId, vnfm, vnfds, idempotent, LcmOperationType.TERMINATE, InstantiationState.INSTANTIATED,
            JsonSerializer.SerializeToElement(request, VnfLcmJsonContext.Default.TerminateVnfRequest), cancellationToken);
    }

    /// <summary>Every operation starts the same way: state, content, then one transaction that locks the instance and stores the occurrence.</summary>
    private static Task<IResult> StartAsync(
        HttpContext context,
        string vnfInstanceId,
        VnfmServices vnfm,
        IVnfdSource vnfds,
        IdempotentRequests idempotent,
        LcmOperationType operation,
        InstantiationState demanded,
        JsonElement request,
        CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        return idempotent.RunAsync(context, tenant, SolApi.VnfLcm.Name, JsonSerializer.SerializeToUtf8Bytes(request, VnfLcmJsonContext.Default.JsonElement), async remember =>
        {
            var document = await FindAsync(context, vnfInstanceId, vnfm, cancellationToken);
            var instance = document.Value;
            if (await vnfm.Engine.GetHolderAsync(tenant, vnfInstanceId, cancellationToken) is { } holder)
            {
                return SolProblem.Conflict($"The VNF instance '{vnfInstanceId}' is busy with the operation '{holder}'. Wait until it is over; when it is FAILED_TEMP, retry it, roll it back or fail it first.");
            }
            if (instance.Resource.InstantiationState != demanded)
            {
                return SolProblem.Conflict($"The VNF instance '{vnfInstanceId}' is {instance.Resource.InstantiationState}; {operation} needs it to be {demanded}.");
            }
            if (operation != LcmOperationType.TERMINATE)
            {
                var vnfd = await vnfds.FindAsync(tenant, instance.Resource.VnfdId, cancellationToken);
                if (vnfd is null)
                {
                    return SolProblem.Conflict($"The NFVO has no onboarded and enabled package with the VNFD '{instance.Resource.VnfdId}'. Enable the package and repeat the request.");
                }
                try
                {
                    VnfTargets.Settings(operation, request, instance, vnfd.Descriptor, vnfm.Options.VimConnectionId);
                }
                catch (LifecycleRejectedException unfit)
                {
                    return new SolProblem(unfit.Problem);
                }
            }

            var now = vnfm.Clock.GetUtcNow();
            var occurrence = new VnfLcmOpOcc
            {
                Id = Guid.CreateVersion7(now).ToString(),
                OperationState = LcmOperationStateType.STARTING,
                StateEnteredTime = now,
                StartTime = now,
                VnfInstanceId = vnfInstanceId,
                Operation = operation,
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
                    FairnessGroup = FairnessGroup(instance.Resource, tenant),
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

    /// <summary>VNFs of one network service share a turn, so that a large service does not starve the others of its tenant.</summary>
    private static string FairnessGroup(VnfInstance instance, TenantId tenant)
        => instance.Metadata is { } metadata && metadata.TryGetValue("nsInstanceId", out var ns) && ns.ValueKind == JsonValueKind.String
            ? $"{tenant.Value}/{ns.GetString()}"
            : tenant.Value;

    /// <summary>Closed loops mark their requests; people's requests are not automatic (SOL003 §5.5.2.13).</summary>
    private static bool IsAutomatic(HttpContext context) => context.Request.Headers["X-NFV-Automatic"] == "true";

    private static async Task<Document<VnfRecord>> FindAsync(HttpContext context, string id, VnfmServices vnfm, CancellationToken cancellationToken)
        => await vnfm.Store.GetAsync(VnfmCollections.Instances, context.GetTenant(), id, cancellationToken)
            ?? throw SolProblem.NotFound("VNF instance", id).ToException();
}
