using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>SOL005 §6.4.2 to §6.4.7: network service instances and their tasks.</summary>
internal static class NsInstanceEndpoints
{
    private static readonly SolListing<NsRecord, NsInstance> Listing = new(
        NsCollections.Instances,
        NsLcmJsonContext.Default.NsInstance,
        SolDefaults.NsInstance,
        static (context, record) => context.RequestServices.GetRequiredService<NsLcmLinks>().WithLinks(record.Resource))
    {
        Computed = new SolComputed<NsRecord, NsInstance>("vnfInstance", static async (context, services, cancellationToken) =>
        {
            var links = context.RequestServices.GetRequiredService<NsLcmLinks>();
            return [.. (await context.RequestServices.GetRequiredService<ConstituentVnfs>().AddAsync(services, cancellationToken)).Select(links.WithLinks)];
        }),
    };

    public static void Map(RouteGroupBuilder group)
    {
        var instances = group.MapGroup("/ns_instances");
        instances.MapPost("", CreateAsync).WithJsonBody<CreateNsRequest>().Produces<NsInstance>(StatusCodes.Status201Created);
        instances.MapGet("", ListAsync).WithListQuery().Produces<IReadOnlyList<NsInstance>>();
        instances.MapGet("/{nsInstanceId}", ReadAsync).Produces<NsInstance>();
        instances.MapDelete("/{nsInstanceId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
        instances.MapPost("/{nsInstanceId}/instantiate", InstantiateAsync).WithJsonBody<InstantiateNsRequest>().Produces(StatusCodes.Status202Accepted);
        instances.MapPost("/{nsInstanceId}/terminate", TerminateAsync).WithJsonBody<TerminateNsRequest>(optional: true).Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, NfvoServices nfvo, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        var request = await context.ReadBodyAsync(NsLcmJsonContext.Default.CreateNsRequest, cancellationToken: cancellationToken);
        return await idempotent.RunAsync(context, tenant, SolApi.NsLcm.Name, JsonSerializer.SerializeToUtf8Bytes(request, NsLcmJsonContext.Default.CreateNsRequest), async remember =>
        {
            var nsd = await nfvo.Catalogue.FindNsdAsync(tenant, request.NsdId, cancellationToken);
            if (nsd is null)
            {
                return SolProblem.Unprocessable($"There is no onboarded NSD with the identifier '{request.NsdId}'. Onboard it, then repeat the request.");
            }
            if (!nsd.Enabled)
            {
                return SolProblem.Conflict($"The NSD '{request.NsdId}' is DISABLED. Enable it, then repeat the request.");
            }
            var instance = new NsInstance
            {
                Id = Guid.CreateVersion7().ToString(),
                NsInstanceName = request.NsName,
                NsInstanceDescription = request.NsDescription,
                NsdId = nsd.Descriptor.NsdId,
                NsdInfoId = nsd.NsdInfoId,
                NsState = NsState.NOT_INSTANTIATED,
                Links = new NsInstanceLinks { Self = new Link { Href = "" } },
            };
            var shown = nfvo.Links.WithLinks(instance);
            var batch = new WriteBatch().Insert(NsCollections.Instances, tenant, instance.Id, new NsRecord { Resource = instance });
            nfvo.Catalogue.AddUse(batch, nsd, instance.Id);
            nfvo.Outbox.Add(batch, NsNotifications.Created(tenant, instance, nfvo.Links, nfvo.Clock.GetUtcNow()));
            remember(batch, StatusCodes.Status201Created, shown.Links.Self.Href, JsonSerializer.SerializeToUtf8Bytes(shown, NsLcmJsonContext.Default.NsInstance));
            var committed = await nfvo.Store.CommitAsync(batch, cancellationToken);
            if (committed.Conflict is { } conflict && conflict.Collection != IdempotencyStore.Collection.Name)
            {
                return SolProblem.Conflict($"The NSD '{request.NsdId}' was changed by another request at the same moment. Read it again and repeat the request if it still applies.");
            }
            committed.ThrowIfConflict();
            context.Response.Headers.Location = shown.Links.Self.Href;
            return TypedResults.Json(shown, NsLcmJsonContext.Default.NsInstance, statusCode: StatusCodes.Status201Created);
        }, cancellationToken);
    }

    private static Task<IResult> ListAsync(HttpContext context, NfvoServices nfvo, PageMarkers markers, CancellationToken cancellationToken)
        => Listing.AnswerAsync(context, context.GetTenant(), nfvo.Store, markers, cancellationToken);

    private static async Task<IResult> ReadAsync(HttpContext context, string nsInstanceId, NfvoServices nfvo, ConstituentVnfs vnfs, CancellationToken cancellationToken)
    {
        var document = await FindAsync(context, nsInstanceId, nfvo, cancellationToken);
        SolETag.Set(context, SolETag.Of(document.Version));
        return TypedResults.Json(nfvo.Links.WithLinks((await vnfs.AddAsync([document], cancellationToken))[0]), NsLcmJsonContext.Default.NsInstance);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string nsInstanceId, NfvoServices nfvo, CancellationToken cancellationToken)
    {
        var document = await FindAsync(context, nsInstanceId, nfvo, cancellationToken);
        SolETag.RequireMatch(context, SolETag.Of(document.Version));
        var record = document.Value;
        if (record.Resource.NsState == NsState.INSTANTIATED)
        {
            return SolProblem.Conflict($"The network service '{nsInstanceId}' is INSTANTIATED. Terminate it first.");
        }
        if (await nfvo.Engine.GetHolderAsync(document.Tenant, document.Id, cancellationToken) is { } holder)
        {
            return SolProblem.Conflict($"The network service '{nsInstanceId}' is busy with the operation '{holder}'. Wait for its end, or roll it back or fail it when it is FAILED_TEMP.");
        }
        var batch = new WriteBatch().Delete(NsCollections.Instances, document.Tenant, document.Id, document.Version);
        nfvo.Engine.RequireFree(batch, document.Tenant, document.Id);
        nfvo.Catalogue.RemoveUse(batch, document.Tenant, CatalogueKind.Nsd, record.Resource.NsdId, document.Id);
        nfvo.Outbox.Add(batch, NsNotifications.Deleted(document.Tenant, record.Resource, nfvo.Links, nfvo.Clock.GetUtcNow()));
        return (await nfvo.Store.CommitAsync(batch, cancellationToken)).Ok
            ? TypedResults.NoContent()
            : SolProblem.Conflict($"The network service '{nsInstanceId}' was changed by another request at the same moment. Read it again and repeat the request if it still applies.");
    }

    private static async Task<IResult> InstantiateAsync(HttpContext context, string nsInstanceId, NfvoServices nfvo, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(NsLcmJsonContext.Default.InstantiateNsRequest, cancellationToken: cancellationToken);
        return await StartAsync(
            context, nsInstanceId, nfvo, idempotent, NsLcmOpType.INSTANTIATE, NsState.NOT_INSTANTIATED,
            JsonSerializer.SerializeToElement(request, NsLcmJsonContext.Default.InstantiateNsRequest),
            async document =>
            {
                var nsd = await nfvo.Catalogue.FindNsdByInfoIdAsync(document.Tenant, document.Value.Resource.NsdInfoId, cancellationToken);
                return nsd?.Descriptor.FindFlavour(request.NsFlavourId) is not null
                    ? null
                    : SolProblem.Unprocessable($"The NSD '{document.Value.Resource.NsdId}' has no flavour '{request.NsFlavourId}'; it has: {string.Join(", ", nsd?.Descriptor.Flavours.Select(f => f.FlavourId) ?? [])}.");
            },
            cancellationToken);
    }

    private static async Task<IResult> TerminateAsync(HttpContext context, string nsInstanceId, NfvoServices nfvo, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var request = context.HasBody()
            ? await context.ReadBodyAsync(NsLcmJsonContext.Default.TerminateNsRequest, cancellationToken: cancellationToken)
            : new TerminateNsRequest();
        return await StartAsync(
            context, nsInstanceId, nfvo, idempotent, NsLcmOpType.TERMINATE, NsState.INSTANTIATED,
            JsonSerializer.SerializeToElement(request, NsLcmJsonContext.Default.TerminateNsRequest), static _ => Task.FromResult<SolProblem?>(null), cancellationToken);
    }

    private static Task<IResult> StartAsync(
        HttpContext context,
        string nsInstanceId,
        NfvoServices nfvo,
        IdempotentRequests idempotent,
        NsLcmOpType operation,
        NsState demanded,
        JsonElement request,
        Func<Document<NsRecord>, Task<SolProblem?>> check,
        CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        return idempotent.RunAsync(context, tenant, SolApi.NsLcm.Name, JsonSerializer.SerializeToUtf8Bytes(request, NsLcmJsonContext.Default.JsonElement), async remember =>
        {
            var document = await FindAsync(context, nsInstanceId, nfvo, cancellationToken);
            if (await nfvo.Engine.GetHolderAsync(tenant, nsInstanceId, cancellationToken) is { } holder)
            {
                return SolProblem.Conflict($"The network service '{nsInstanceId}' is busy with the operation '{holder}'. Wait until it is over; when it is FAILED_TEMP, retry it, roll it back or fail it first.");
            }
            if (document.Value.Resource.NsState != demanded)
            {
                return SolProblem.Conflict($"The network service '{nsInstanceId}' is {document.Value.Resource.NsState}; {operation} needs it to be {demanded}.");
            }
            if (await check(document) is { } unfit)
            {
                return unfit;
            }
            var now = nfvo.Clock.GetUtcNow();
            var occurrence = new NsLcmOpOcc
            {
                Id = Guid.CreateVersion7(now).ToString(),
                OperationState = NsLcmOperationStateType.PROCESSING,
                StatusEnteredTime = now,
                StartTime = now,
                NsInstanceId = nsInstanceId,
                LcmOperationType = operation,
                IsAutomaticInvocation = false,
                OperationParams = request,
                IsCancelPending = false,
                Links = new NsLcmOpOccLinks { Self = new Link { Href = "" }, NsInstance = new Link { Href = "" } },
            };
            var location = nfvo.Links.Occurrence(occurrence.Id).Href;
            var problem = await nfvo.Gateway.AcceptAsync(
                document,
                occurrence,
                OperationPhase.Starting,
                new OperationSubmission
                {
                    Id = occurrence.Id,
                    Tenant = tenant,
                    InstanceId = nsInstanceId,
                    Kind = NsLcmSubject.OperationKind,
                    FairnessGroup = tenant.Value,
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

    private static async Task<Document<NsRecord>> FindAsync(HttpContext context, string id, NfvoServices nfvo, CancellationToken cancellationToken)
        => await nfvo.Store.GetAsync(NsCollections.Instances, context.GetTenant(), id, cancellationToken)
            ?? throw SolProblem.NotFound("network service instance", id).ToException();
}
