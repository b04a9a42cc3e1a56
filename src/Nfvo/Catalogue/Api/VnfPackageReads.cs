using NfvOrchestrator.Nfvo.Catalogue.Content;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>What can be read of one package, whichever identifier it was found by.</summary>
internal static class VnfPackageReads
{
    public static async Task<IResult> PackageAsync(HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
        => ContentReaders.Package(await ContentHandlers.FindOnboardedAsync(context, vnfPkgId, services, cancellationToken), services);

    public static async Task<IResult> VnfdAsync(HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
    {
        var stored = await ContentHandlers.FindOnboardedAsync(context, vnfPkgId, services, cancellationToken);
        return await ContentReaders.DescriptorAsync(context, stored, services, ContentTypes.VnfdModel, async () =>
        {
            var model = await services.Catalogue.ModelAsync(CatalogueCollections.Vnfds, stored.Tenant, CatalogueKind.Vnfd, stored.Id, cancellationToken);
            return model is null ? SolProblem.NotFound("VNF package", stored.Id) : TypedResults.Json(model, ToscaJsonContext.Default.VnfDescriptor, ContentTypes.VnfdModel);
        }, cancellationToken);
    }

    public static async Task<IResult> ManifestAsync(HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
        => await ContentReaders.ManifestAsync(context, await ContentHandlers.FindOnboardedAsync(context, vnfPkgId, services, cancellationToken), services, cancellationToken);

    public static async Task<IResult> ArtifactAsync(HttpContext context, string vnfPkgId, string artifactPath, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
        => await ContentReaders.ArtifactAsync(artifactPath, await ContentHandlers.FindOnboardedAsync(context, vnfPkgId, services, cancellationToken), services, cancellationToken);

    /// <summary>Artifacts of a choice as a zip (SOL003 §10.4.5a, SOL005 §9.4.4a).</summary>
    public static async Task<IResult> ArtifactsAsync(HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, RemoteContent remote, CancellationToken cancellationToken)
    {
        var stored = await ContentHandlers.FindOnboardedAsync(context, vnfPkgId, services, cancellationToken);
        var choice = ArtifactChoice.Of(context.Request.Query);
        return await ContentReaders.ArtifactsAsync(stored, choice.Among(stored.Value.Resource.AdditionalArtifacts ?? []), choice.WithSignatures, services, remote, cancellationToken);
    }

    public static void AnswersArtifacts(this RouteHandlerBuilder endpoint) => endpoint.WithQuery([.. ArtifactChoice.Parameters]).WithContentAnswer(ContentTypes.Zip);

    public static void AnswersPackage(this RouteHandlerBuilder endpoint) => endpoint.WithContentAnswer(ContentTypes.Zip);

    public static void AnswersVnfd(this RouteHandlerBuilder endpoint)
        => endpoint.WithQuery("include_signatures").WithContentAnswer(ContentTypes.Text, ContentTypes.Zip, ContentTypes.VnfdModel);

    public static void AnswersManifest(this RouteHandlerBuilder endpoint) => endpoint.WithQuery("include_signatures").WithContentAnswer(ContentTypes.Text, ContentTypes.Zip);

    public static void AnswersArtifact(this RouteHandlerBuilder endpoint) => endpoint.WithContentAnswer(ContentTypes.Binary, ContentTypes.Text, ContentTypes.Zip);
}
