using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>SOL005 §5.4.5 to §5.4.7b: PNFDs.</summary>
internal static class PnfDescriptorEndpoints
{
    public static void Map(RouteGroupBuilder group, CatalogueOptions options, PnfdShelf shelf)
    {
        var listing = new ContentListing<PnfdInfo>(shelf);
        var descriptors = group.MapGroup("/pnf_descriptors");
        descriptors.MapPost("", CreateAsync).WithJsonBody<CreatePnfdInfoRequest>().Produces<PnfdInfo>(StatusCodes.Status201Created);
        descriptors.MapGet("", (HttpContext context, ContentServices<PnfdInfo> services, CancellationToken cancellationToken)
            => listing.AnswerAsync(context, services, onboardedOnly: false, cancellationToken)).WithListQuery().Produces<IReadOnlyList<PnfdInfo>>();
        descriptors.MapGet("/{pnfdInfoId}", ReadAsync).Produces<PnfdInfo>();
        descriptors.MapPatch("/{pnfdInfoId}", ModifyAsync).WithMergePatchBody<PnfdInfoModifications>().Produces<PnfdInfoModifications>();
        descriptors.MapDelete("/{pnfdInfoId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
        descriptors.MapPut("/{pnfdInfoId}/pnfd_content", UploadAsync).WithContentBody(options.MaxContentBytes, shelf.MediaTypes).Produces(StatusCodes.Status202Accepted);
        descriptors.MapGet("/{pnfdInfoId}/pnfd_content", PackageAsync).WithContentAnswer(ContentTypes.Zip, ContentTypes.Text);
        descriptors.MapGet("/{pnfdInfoId}/pnfd", DescriptorAsync).WithQuery("include_signatures").WithContentAnswer(ContentTypes.Text, ContentTypes.Zip, ContentTypes.PnfdModel);
        descriptors.MapGet("/{pnfdInfoId}/manifest", ManifestAsync).WithQuery("include_signatures").WithContentAnswer(ContentTypes.Text, ContentTypes.Zip);
        descriptors.MapGet("/{pnfdInfoId}/artifacts/{**artifactPath}", ArtifactAsync).WithContentAnswer(ContentTypes.Binary, ContentTypes.Text, ContentTypes.Zip);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, ContentServices<PnfdInfo> services, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(NsdJsonContext.Default.CreatePnfdInfoRequest, cancellationToken: cancellationToken);
        return await ContentHandlers.CreateAsync(
            context, services, idempotent, request.UserDefinedData, JsonSerializer.SerializeToUtf8Bytes(request, NsdJsonContext.Default.CreatePnfdInfoRequest), cancellationToken);
    }

    private static Task<IResult> ReadAsync(HttpContext context, string pnfdInfoId, ContentServices<PnfdInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.ReadAsync(context, pnfdInfoId, services, cancellationToken);

    private static Task<IResult> ModifyAsync(HttpContext context, string pnfdInfoId, ContentServices<PnfdInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.ModifyAsync(
            context,
            pnfdInfoId,
            services,
            stateAttribute: null,
            static (pnfd, _, _) => TypedResults.Json(
                new PnfdInfoModifications { UserDefinedData = pnfd.UserDefinedData ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal) },
                NsdJsonContext.Default.PnfdInfoModifications),
            cancellationToken);

    private static Task<IResult> DeleteAsync(HttpContext context, string pnfdInfoId, ContentServices<PnfdInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.DeleteAsync(context, pnfdInfoId, services, cancellationToken);

    private static Task<IResult> UploadAsync(HttpContext context, string pnfdInfoId, ContentServices<PnfdInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.UploadAsync(context, pnfdInfoId, services, cancellationToken);

    private static async Task<IResult> PackageAsync(HttpContext context, string pnfdInfoId, ContentServices<PnfdInfo> services, CancellationToken cancellationToken)
        => ContentReaders.Package(await ContentHandlers.FindOnboardedAsync(context, pnfdInfoId, services, cancellationToken), services);

    private static async Task<IResult> DescriptorAsync(HttpContext context, string pnfdInfoId, ContentServices<PnfdInfo> services, CancellationToken cancellationToken)
    {
        var stored = await ContentHandlers.FindOnboardedAsync(context, pnfdInfoId, services, cancellationToken);
        return await ContentReaders.DescriptorAsync(context, stored, services, ContentTypes.PnfdModel, async () =>
        {
            var model = await services.Catalogue.ModelAsync(CatalogueCollections.Pnfds, stored.Tenant, CatalogueKind.Pnfd, stored.Id, cancellationToken);
            return model is null ? SolProblem.NotFound("PNFD", stored.Id) : TypedResults.Json(model, ToscaJsonContext.Default.PnfDescriptor, ContentTypes.PnfdModel);
        }, cancellationToken);
    }

    private static async Task<IResult> ManifestAsync(HttpContext context, string pnfdInfoId, ContentServices<PnfdInfo> services, CancellationToken cancellationToken)
        => await ContentReaders.ManifestAsync(context, await ContentHandlers.FindOnboardedAsync(context, pnfdInfoId, services, cancellationToken), services, cancellationToken);

    private static async Task<IResult> ArtifactAsync(HttpContext context, string pnfdInfoId, string artifactPath, ContentServices<PnfdInfo> services, CancellationToken cancellationToken)
        => await ContentReaders.ArtifactAsync(artifactPath, await ContentHandlers.FindOnboardedAsync(context, pnfdInfoId, services, cancellationToken), services, cancellationToken);
}
