using System.Text.Json;
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

/// <summary>SOL003 §5.4.2, §5.4.3: VNF instances.</summary>
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
        VnfOperationEndpoints.Map(instances);
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
            var instance = Attributes.Initial(new VnfInstance
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
            }, descriptor);
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

    /// <summary>The instance; throws 404 when the tenant has none with that id.</summary>
    public static async Task<Document<VnfRecord>> FindAsync(HttpContext context, string id, VnfmServices vnfm, CancellationToken cancellationToken)
        => await vnfm.Store.GetAsync(VnfmCollections.Instances, context.GetTenant(), id, cancellationToken)
            ?? throw SolProblem.NotFound("VNF instance", id).ToException();
}
