using NfvOrchestrator.Nfvo.Catalogue.Content;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>SOL003 §10.4: onboarded VNF packages by vnfdId.</summary>
internal static class OnboardedVnfPackageEndpoints
{
    public static void Map(RouteGroupBuilder group, VnfPackageShelf shelf)
    {
        var listing = new ContentListing<VnfPkgInfo>(shelf);
        var packages = group.MapGroup("/onboarded_vnf_packages");
        packages.MapGet("", (HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => listing.AnswerAsync(context, services, onboardedOnly: true, cancellationToken)).WithListQuery().Produces<IReadOnlyList<VnfPkgInfo>>();
        packages.MapGet("/{vnfdId}", async (HttpContext context, string vnfdId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => await ContentHandlers.ReadAsync(context, await FindAsync(context, vnfdId, services, cancellationToken), services, cancellationToken)).Produces<VnfPkgInfo>();
        packages.MapGet("/{vnfdId}/package_content", async (HttpContext context, string vnfdId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => await VnfPackageReads.PackageAsync(context, await FindAsync(context, vnfdId, services, cancellationToken), services, cancellationToken)).AnswersPackage();
        packages.MapGet("/{vnfdId}/vnfd", async (HttpContext context, string vnfdId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => await VnfPackageReads.VnfdAsync(context, await FindAsync(context, vnfdId, services, cancellationToken), services, cancellationToken)).AnswersVnfd();
        packages.MapGet("/{vnfdId}/manifest", async (HttpContext context, string vnfdId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => await VnfPackageReads.ManifestAsync(context, await FindAsync(context, vnfdId, services, cancellationToken), services, cancellationToken)).AnswersManifest();
        packages.MapGet("/{vnfdId}/artifacts", async (HttpContext context, string vnfdId, ContentServices<VnfPkgInfo> services, RemoteContent remote, CancellationToken cancellationToken)
            => await VnfPackageReads.ArtifactsAsync(context, await FindAsync(context, vnfdId, services, cancellationToken), services, remote, cancellationToken)).AnswersArtifacts();
        packages.MapGet("/{vnfdId}/artifacts/{**artifactPath}", async (HttpContext context, string vnfdId, string artifactPath, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => await VnfPackageReads.ArtifactAsync(context, await FindAsync(context, vnfdId, services, cancellationToken), artifactPath, services, cancellationToken)).AnswersArtifact();
    }

    private static async Task<string> FindAsync(HttpContext context, string vnfdId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
        => (await services.Catalogue.FindEntryAsync(context.GetTenant(), CatalogueKind.Vnfd, vnfdId, cancellationToken))?.Value.ResourceId
            ?? throw SolProblem.NotFound($"There is no onboarded VNF package with the VNFD '{vnfdId}'.").ToException();
}
