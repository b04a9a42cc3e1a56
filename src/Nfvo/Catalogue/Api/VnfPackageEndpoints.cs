using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue.Content;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>SOL005 §9.4: VNF packages by vnfPkgId.</summary>
internal static class VnfPackageEndpoints
{
    public static void Map(RouteGroupBuilder group, CatalogueOptions options, VnfPackageShelf shelf)
    {
        var listing = new ContentListing<VnfPkgInfo>(shelf);
        var packages = group.MapGroup("/vnf_packages");
        packages.MapPost("", CreateAsync).WithJsonBody<CreateVnfPkgInfoRequest>().Produces<VnfPkgInfo>(StatusCodes.Status201Created);
        packages.MapGet("", (HttpContext context, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => listing.AnswerAsync(context, services, onboardedOnly: false, cancellationToken)).WithListQuery().Produces<IReadOnlyList<VnfPkgInfo>>();
        packages.MapPatch("/{vnfPkgId}", ModifyAsync).WithMergePatchBody<VnfPkgInfoModifications>().Produces<VnfPkgInfoModifications>();
        packages.MapDelete("/{vnfPkgId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
        packages.MapPut("/{vnfPkgId}/package_content", UploadAsync).WithContentBody(options.MaxContentBytes, shelf.MediaTypes).Produces(StatusCodes.Status202Accepted);
        packages.MapPost("/{vnfPkgId}/package_content/upload_from_uri", FetchAsync).WithJsonBody<UploadVnfPackageFromUriRequest>().Produces(StatusCodes.Status202Accepted);

        packages.MapGet("/{vnfPkgId}", (HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => ContentHandlers.ReadAsync(context, vnfPkgId, services, cancellationToken)).Produces<VnfPkgInfo>();
        packages.MapGet("/{vnfPkgId}/package_content", (HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => VnfPackageReads.PackageAsync(context, vnfPkgId, services, cancellationToken)).AnswersPackage();
        packages.MapGet("/{vnfPkgId}/vnfd", (HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => VnfPackageReads.VnfdAsync(context, vnfPkgId, services, cancellationToken)).AnswersVnfd();
        packages.MapGet("/{vnfPkgId}/manifest", (HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => VnfPackageReads.ManifestAsync(context, vnfPkgId, services, cancellationToken)).AnswersManifest();
        packages.MapGet("/{vnfPkgId}/artifacts", (HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, RemoteContent remote, CancellationToken cancellationToken)
            => VnfPackageReads.ArtifactsAsync(context, vnfPkgId, services, remote, cancellationToken)).AnswersArtifacts();
        packages.MapGet("/{vnfPkgId}/artifacts/{**artifactPath}", (HttpContext context, string vnfPkgId, string artifactPath, ContentServices<VnfPkgInfo> services, CancellationToken cancellationToken)
            => VnfPackageReads.ArtifactAsync(context, vnfPkgId, artifactPath, services, cancellationToken)).AnswersArtifact();
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

    private static async Task<IResult> FetchAsync(HttpContext context, string vnfPkgId, ContentServices<VnfPkgInfo> services, RemoteUploads uploads, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(VnfPkgmJsonContext.Default.UploadVnfPackageFromUriRequest, cancellationToken: cancellationToken);
        var stored = await ContentHandlers.FindForChangeAsync(context, vnfPkgId, services, cancellationToken);
        var login = (request.AuthType, request.ParamsOauth2ClientCredentials) switch
        {
            (null, null) => null,
            (UploadVnfPackageFromUriRequestAuthType.OAUTH2_CLIENT_CREDENTIALS, { } oauth) => new RemoteLogin(oauth.TokenEndpoint, oauth.ClientId, oauth.ClientPassword),
            _ => throw SolProblem.Unprocessable("The attributes 'authType' and 'paramsOauth2ClientCredentials' come together or not at all.").With("attribute", "$.authType").ToException(),
        };
        return await uploads.BeginAsync(services.Life, stored, request.AddressInformation, login, ContentTypes.Zip, cancellationToken) is { } problem
            ? problem
            : TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }
}
