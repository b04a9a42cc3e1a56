using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>SOL005 §5.4: NSDs.</summary>
internal static class NsDescriptorEndpoints
{
    public static void Map(RouteGroupBuilder group, CatalogueOptions options, NsdShelf shelf)
    {
        var listing = new ContentListing<NsdInfo>(shelf);
        var descriptors = group.MapGroup("/ns_descriptors");
        descriptors.MapPost("", CreateAsync).WithJsonBody<CreateNsdInfoRequest>().Produces<NsdInfo>(StatusCodes.Status201Created);
        descriptors.MapGet("", (HttpContext context, ContentServices<NsdInfo> services, CancellationToken cancellationToken)
            => listing.AnswerAsync(context, services, onboardedOnly: false, cancellationToken)).WithListQuery().Produces<IReadOnlyList<NsdInfo>>();
        descriptors.MapGet("/{nsdInfoId}", ReadAsync).Produces<NsdInfo>();
        descriptors.MapPatch("/{nsdInfoId}", ModifyAsync).WithMergePatchBody<NsdInfoModifications>().Produces<NsdInfoModifications>();
        descriptors.MapDelete("/{nsdInfoId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
        descriptors.MapPut("/{nsdInfoId}/nsd_content", UploadAsync).WithContentBody(options.MaxContentBytes, shelf.MediaTypes).Produces(StatusCodes.Status202Accepted);
        descriptors.MapGet("/{nsdInfoId}/nsd_content", PackageAsync).WithContentAnswer(ContentTypes.Zip, ContentTypes.Text);
        descriptors.MapGet("/{nsdInfoId}/nsd", DescriptorAsync).WithQuery("include_signatures").WithContentAnswer(ContentTypes.Text, ContentTypes.Zip, ContentTypes.NsdModel);
        descriptors.MapGet("/{nsdInfoId}/manifest", ManifestAsync).WithQuery("include_signatures").WithContentAnswer(ContentTypes.Text, ContentTypes.Zip);
        descriptors.MapGet("/{nsdInfoId}/artifacts/{**artifactPath}", ArtifactAsync).WithContentAnswer(ContentTypes.Binary, ContentTypes.Text, ContentTypes.Zip);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, ContentServices<NsdInfo> services, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(NsdJsonContext.Default.CreateNsdInfoRequest, cancellationToken: cancellationToken);
        return await ContentHandlers.CreateAsync(
            context, services, idempotent, request.UserDefinedData, JsonSerializer.SerializeToUtf8Bytes(request, NsdJsonContext.Default.CreateNsdInfoRequest), cancellationToken);
    }

    private static Task<IResult> ReadAsync(HttpContext context, string nsdInfoId, ContentServices<NsdInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.ReadAsync(context, nsdInfoId, services, cancellationToken);

    private static Task<IResult> ModifyAsync(HttpContext context, string nsdInfoId, ContentServices<NsdInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.ModifyAsync(
            context,
            nsdInfoId,
            services,
            "nsdOperationalState",
            static (nsd, state, data) => TypedResults.Json(
                new NsdInfoModifications
                {
                    NsdOperationalState = state ? nsd.NsdOperationalState : null,
                    UserDefinedData = data ? [nsd.UserDefinedData ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)] : null,
                },
                NsdJsonContext.Default.NsdInfoModifications),
            cancellationToken);

    private static Task<IResult> DeleteAsync(HttpContext context, string nsdInfoId, ContentServices<NsdInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.DeleteAsync(context, nsdInfoId, services, cancellationToken);

    private static Task<IResult> UploadAsync(HttpContext context, string nsdInfoId, ContentServices<NsdInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.UploadAsync(context, nsdInfoId, services, cancellationToken);

    private static async Task<IResult> PackageAsync(HttpContext context, string nsdInfoId, ContentServices<NsdInfo> services, CancellationToken cancellationToken)
        => ContentReaders.Package(await ContentHandlers.FindOnboardedAsync(context, nsdInfoId, services, cancellationToken), services);

    private static async Task<IResult> DescriptorAsync(HttpContext context, string nsdInfoId, ContentServices<NsdInfo> services, CancellationToken cancellationToken)
    {
        var stored = await ContentHandlers.FindOnboardedAsync(context, nsdInfoId, services, cancellationToken);
        return await ContentReaders.DescriptorAsync(context, stored, services, ContentTypes.NsdModel, async () =>
        {
            var model = await services.Catalogue.ModelAsync(CatalogueCollections.Nsds, stored.Tenant, CatalogueKind.Nsd, stored.Id, cancellationToken);
            return model is null ? SolProblem.NotFound("NSD", stored.Id) : TypedResults.Json(model, ToscaJsonContext.Default.NsDescriptor, ContentTypes.NsdModel);
        }, cancellationToken);
    }

    private static async Task<IResult> ManifestAsync(HttpContext context, string nsdInfoId, ContentServices<NsdInfo> services, CancellationToken cancellationToken)
        => await ContentReaders.ManifestAsync(context, await ContentHandlers.FindOnboardedAsync(context, nsdInfoId, services, cancellationToken), services, cancellationToken);

    private static async Task<IResult> ArtifactAsync(HttpContext context, string nsdInfoId, string artifactPath, ContentServices<NsdInfo> services, CancellationToken cancellationToken)
        => await ContentReaders.ArtifactAsync(artifactPath, await ContentHandlers.FindOnboardedAsync(context, nsdInfoId, services, cancellationToken), services, cancellationToken);
}
