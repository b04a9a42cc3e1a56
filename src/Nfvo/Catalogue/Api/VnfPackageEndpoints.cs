using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>SOL005 §9.4, SOL003 §10.4: VNF packages by vnfPkgId, and onboarded ones by vnfdId.</summary>
internal static class VnfPackageEndpoints
{
    public static void Map(RouteGroupBuilder group, CatalogueOptions options, VnfPackageShelf shelf)
    {
        var listing = new ContentListing<VnfPkgInfo>(shelf);
        var packages = group.MapGroup("/vnf_packages");
        packages.MapPost("", CreateAsync).WithJsonBody<CreateVnfPkgInfoRequest>().Produces<VnfPkgInfo>(StatusCodes.Status201Created);
        packages.MapGet("", (HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => listing.AnswerAsync(context, context.GetTenant(), services, onboardedOnly: false, cancellationToken)).WithListQuery().Produces<IReadOnlyList<VnfPkgInfo>>();
        packages.MapPatch("/{vnfPkgId}", ModifyAsync).WithMergePatchBody<VnfPkgInfoModifications>().Produces<VnfPkgInfoModifications>();
        packages.MapDelete("/{vnfPkgId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
        packages.MapPut("/{vnfPkgId}/package_content", UploadAsync).WithContentBody(options.MaxContentBytes, shelf.MediaTypes).Produces(StatusCodes.Status202Accepted);
        MapReads(packages, "/{vnfPkgId}", static (_, id, _, _) => Task.FromResult(id), "vnfPkgId");

        var onboarded = group.MapGroup("/onboarded_vnf_packages");
        onboarded.MapGet("", (HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => listing.AnswerAsync(context, context.GetTenant(), services, onboardedOnly: true, cancellationToken)).WithListQuery().Produces<IReadOnlyList<VnfPkgInfo>>();
        MapReads(onboarded, "/{vnfdId}", FindByVnfdIdAsync, "vnfdId");
    }

    /// <summary>What can be read of one package, whichever identifier it is found by.</summary>
    private static void MapReads(RouteGroupBuilder group, string path, Func<HttpContext, string, ContentServices<VnfPkgInfo>, CancellationToken, Task<string>> find, string parameter)
    {
        Task<string> IdAsync(HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => find(context, (string)context.Request.RouteValues[parameter]!, services, cancellationToken);

        async Task<Document<StoredContent<VnfPkgInfo>>> StoredAsync(HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => await ContentHandlers.FindOnboardedAsync(context, await IdAsync(context, services, cancellationToken), services, cancellationToken);

        group.MapGet(path, async (HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => await ContentHandlers.ReadAsync(context, await IdAsync(context, services, cancellationToken), services, cancellationToken)).Produces<VnfPkgInfo>();

        group.MapGet(path + "/package_content", async (HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => ContentReaders.Package(await StoredAsync(context, services, cancellationToken), services)).WithContentAnswer(ContentTypes.Zip);

        group.MapGet(path + "/vnfd", async (HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken) =>
        {
            var stored = await StoredAsync(context, services, cancellationToken);
            return await ContentReaders.DescriptorAsync(context, stored, services, ContentTypes.VnfdModel, async () =>
            {
                var model = await services.Catalogue.ModelAsync(CatalogueCollections.Vnfds, stored.Tenant, CatalogueKind.Vnfd, stored.Id, cancellationToken);
                return model is null ? SolProblem.NotFound("VNF package", stored.Id) : TypedResults.Json(model, ToscaJsonContext.Default.VnfDescriptor, ContentTypes.VnfdModel);
            }, cancellationToken);
        }).WithQuery("include_signatures").WithContentAnswer(ContentTypes.Text, ContentTypes.Zip, ContentTypes.VnfdModel);

        group.MapGet(path + "/manifest", async (HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => await ContentReaders.ManifestAsync(context, await StoredAsync(context, services, cancellationToken), services, cancellationToken))
            .WithQuery("include_signatures").WithContentAnswer(ContentTypes.Text, ContentTypes.Zip);

        group.MapGet(path + "/artifacts/{**artifactPath}", async (HttpContext context, string artifactPath, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => await ContentReaders.ArtifactAsync(artifactPath, await StoredAsync(context, services, cancellationToken), services, cancellationToken))
            .WithContentAnswer(ContentTypes.Binary, ContentTypes.Text, ContentTypes.Zip);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, ContentServices<VnfPkgInfo> services, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(VnfPkgmJsonContext.Default.CreateVnfPkgInfoRequest, cancellationToken: cancellationToken);
        return await ContentHandlers.CreateAsync(
            context, services, idempotent, request.UserDefinedData, JsonSerializer.SerializeToUtf8Bytes(request, VnfPkgmJsonContext.Default.CreateVnfPkgInfoRequest), cancellationToken);
    }

    private static Task<IResult> ModifyAsync(HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.ModifyAsync(
            context,
            vnfPkgId,
            services,
            "operationalState",
            static (package, state, data) => TypedResults.Json(
                new VnfPkgInfoModifications
                {
                    OperationalState = state ? package.OperationalState : null,
                    UserDefinedData = data ? package.UserDefinedData ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal) : null,
                },
                VnfPkgmJsonContext.Default.VnfPkgInfoModifications),
            cancellationToken);

    private static Task<IResult> DeleteAsync(HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.DeleteAsync(context, vnfPkgId, services, cancellationToken);

    private static Task<IResult> UploadAsync(HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
        => ContentHandlers.UploadAsync(context, vnfPkgId, services, cancellationToken);

    private static async Task<string> FindByVnfdIdAsync(HttpContext context, string vnfdId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
        => (await services.Catalogue.FindEntryAsync(context.GetTenant(), CatalogueKind.Vnfd, vnfdId, cancellationToken))?.Value.ResourceId
            ?? throw SolProblem.NotFound($"There is no onboarded VNF package with the VNFD '{vnfdId}'.").ToException();
}
