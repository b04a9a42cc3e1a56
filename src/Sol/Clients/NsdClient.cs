using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Nsd;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>Client of the NSD management API of an NFVO (SOL005 §5).</summary>
public sealed class NsdClient(HttpClient http, SolClientOptions? options = null, string? version = null) : SolHttpClient(http, SolApi.Nsd, options, version)
{
    private static NsdJsonContext Json => NsdJsonContext.Default;

    /// <summary>Lists NSDs.</summary>
    public IAsyncEnumerable<NsdInfo> ListAsync(string? filter = null, bool allFields = false, CancellationToken cancellationToken = default) =>
        ListAsync("ns_descriptors", SolQuery.Of(filter, allFields), Json.ListNsdInfo, cancellationToken);

    /// <summary>Reads an NSD's information; null when there is none.</summary>
    public Task<NsdInfo?> GetAsync(string nsdInfoId, CancellationToken cancellationToken = default) => FindAsync($"ns_descriptors/{Id(nsdInfoId)}", Json.NsdInfo, cancellationToken);

    /// <summary>Creates an NSD resource to upload to.</summary>
    public Task<SolCreated<NsdInfo>> CreateAsync(CreateNsdInfoRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        CreateAsync("ns_descriptors", request, Json.CreateNsdInfoRequest, Json.NsdInfo, idempotencyKey, cancellationToken);

    /// <summary>Uploads the NSD archive.</summary>
    public Task UploadAsync(string nsdInfoId, Stream content, string contentType = "application/zip", CancellationToken cancellationToken = default) =>
        PutContentAsync($"ns_descriptors/{Id(nsdInfoId)}/nsd_content", content, contentType, cancellationToken);

    /// <summary>Reads the NSD archive. The caller disposes the stream.</summary>
    public Task<Stream> GetContentAsync(string nsdInfoId, CancellationToken cancellationToken = default) =>
        GetContentAsync($"ns_descriptors/{Id(nsdInfoId)}/nsd_content", "application/zip, text/plain", cancellationToken);

    /// <summary>Enables or disables an NSD, or changes its user-defined data.</summary>
    public Task<NsdInfoModifications> PatchAsync(string nsdInfoId, NsdInfoModifications request, string? ifMatch = null, CancellationToken cancellationToken = default) =>
        PatchAsync($"ns_descriptors/{Id(nsdInfoId)}", request, Json.NsdInfoModifications, Json.NsdInfoModifications, ifMatch, cancellationToken);

    /// <summary>Deletes a disabled NSD that is not in use.</summary>
    public Task DeleteAsync(string nsdInfoId, CancellationToken cancellationToken = default) => DeleteAsync($"ns_descriptors/{Id(nsdInfoId)}", null, cancellationToken);
}
