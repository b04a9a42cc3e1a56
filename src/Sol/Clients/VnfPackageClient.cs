using System.Text.Json;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>Client of the VNF package management API of an NFVO (SOL003 §10, SOL005 §9).</summary>
public sealed class VnfPackageClient(HttpClient http, SolClientOptions? options = null, string? version = null) : SolHttpClient(http, SolApi.VnfPkgm, options, version)
{
    private static VnfPkgmJsonContext Json => VnfPkgmJsonContext.Default;

    /// <summary>Lists packages.</summary>
    public IAsyncEnumerable<VnfPkgInfo> ListAsync(string? filter = null, bool allFields = false, CancellationToken cancellationToken = default) =>
        ListAsync("vnf_packages", SolQuery.Of(filter, allFields), Json.ListVnfPkgInfo, cancellationToken);

    /// <summary>Reads a package; null when there is none.</summary>
    public Task<VnfPkgInfo?> GetAsync(string vnfPkgId, CancellationToken cancellationToken = default) => FindAsync($"vnf_packages/{Id(vnfPkgId)}", Json.VnfPkgInfo, cancellationToken);

    /// <summary>Reads the onboarded package of a VNFD; null when there is none.</summary>
    public Task<VnfPkgInfo?> GetByVnfdIdAsync(string vnfdId, CancellationToken cancellationToken = default) =>
        FindAsync($"onboarded_vnf_packages/{Id(vnfdId)}", Json.VnfPkgInfo, cancellationToken);

    /// <summary>Reads the VNFD of an onboarded package: a ZIP, or the YAML file when it is a single one. The caller disposes the stream.</summary>
    public Task<Stream> GetVnfdAsync(string vnfPkgId, CancellationToken cancellationToken = default) =>
        GetContentAsync($"vnf_packages/{Id(vnfPkgId)}/vnfd", "application/zip, text/plain", cancellationToken);

    /// <summary>Reads the VNFD by its own identifier. The caller disposes the stream.</summary>
    public Task<Stream> GetVnfdByVnfdIdAsync(string vnfdId, CancellationToken cancellationToken = default) =>
        GetContentAsync($"onboarded_vnf_packages/{Id(vnfdId)}/vnfd", "application/zip, text/plain", cancellationToken);

    /// <summary>Reads the VNFD by its own identifier in a JSON form that both ends know, e.g. the typed descriptor of the Tosca room.</summary>
    /// <param name="vnfdId">Identifier of the VNFD.</param>
    /// <param name="mediaType">Media type of the form, ending in <c>+json</c>.</param>
    /// <param name="type">JSON metadata of the form.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <typeparam name="T">The form.</typeparam>
    public async Task<T> GetVnfdModelAsync<T>(string vnfdId, string mediaType, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        using var request = Request(HttpMethod.Get, $"onboarded_vnf_packages/{Id(vnfdId)}/vnfd");
        request.Headers.Accept.Clear();
        request.Headers.Accept.ParseAdd(mediaType);
        return await SendAsync(request, async (response, cancel) => await ReadAsync(response, type, cancel), cancellationToken);
    }

    /// <summary>Reads the package. The caller disposes the stream.</summary>
    public Task<Stream> GetPackageContentAsync(string vnfPkgId, CancellationToken cancellationToken = default) =>
        GetContentAsync($"vnf_packages/{Id(vnfPkgId)}/package_content", "application/zip", cancellationToken);

    /// <summary>Reads one artifact of a package. The caller disposes the stream.</summary>
    public Task<Stream> GetArtifactAsync(string vnfPkgId, string artifactPath, CancellationToken cancellationToken = default) =>
        GetContentAsync($"vnf_packages/{Id(vnfPkgId)}/artifacts/{string.Join('/', artifactPath.Split('/').Select(Id))}", "*/*", cancellationToken);

    /// <summary>Creates a package resource to upload to.</summary>
    public Task<SolCreated<VnfPkgInfo>> CreateAsync(CreateVnfPkgInfoRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        CreateAsync("vnf_packages", request, Json.CreateVnfPkgInfoRequest, Json.VnfPkgInfo, idempotencyKey, cancellationToken);

    /// <summary>Uploads the package; onboarding goes on after the answer.</summary>
    public Task UploadAsync(string vnfPkgId, Stream content, string contentType = "application/zip", CancellationToken cancellationToken = default) =>
        PutContentAsync($"vnf_packages/{Id(vnfPkgId)}/package_content", content, contentType, cancellationToken);

    /// <summary>Has the package fetched from a URI.</summary>
    public Task UploadFromUriAsync(string vnfPkgId, UploadVnfPackageFromUriRequest request, CancellationToken cancellationToken = default) =>
        PostAsync($"vnf_packages/{Id(vnfPkgId)}/package_content/upload_from_uri", request, Json.UploadVnfPackageFromUriRequest, cancellationToken);

    /// <summary>Enables or disables a package, or changes its user-defined data.</summary>
    public Task<VnfPkgInfoModifications> PatchAsync(string vnfPkgId, VnfPkgInfoModifications request, string? ifMatch = null, CancellationToken cancellationToken = default) =>
        PatchAsync($"vnf_packages/{Id(vnfPkgId)}", request, Json.VnfPkgInfoModifications, Json.VnfPkgInfoModifications, ifMatch, cancellationToken);

    /// <summary>Deletes a disabled package that is not in use.</summary>
    public Task DeleteAsync(string vnfPkgId, CancellationToken cancellationToken = default) => DeleteAsync($"vnf_packages/{Id(vnfPkgId)}", null, cancellationToken);

    /// <summary>Subscribes to package notifications.</summary>
    public Task<SolCreated<PkgmSubscription>> SubscribeAsync(PkgmSubscriptionRequest request, CancellationToken cancellationToken = default) =>
        CreateAsync("subscriptions", request, Json.PkgmSubscriptionRequest, Json.PkgmSubscription, null, cancellationToken);
}
