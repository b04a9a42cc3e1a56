using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfConfig;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>Client of the VNF configuration interface of an element manager or VNF (SOL002 §9).</summary>
public sealed class VnfConfigurationClient(HttpClient http, SolClientOptions? options = null, string? version = null) : SolHttpClient(http, SolApi.VnfConfig, options, version)
{
    /// <summary>The ETag of the present configuration; null: the other side has none.</summary>
    public async Task<string?> GetTagAsync(CancellationToken cancellationToken = default)
    {
        using var request = Request(HttpMethod.Get, "configuration");
        return await SendAsync(request, static (response, _) => Task.FromResult(response.Headers.ETag?.Tag), cancellationToken);
    }

    /// <summary>Changes the configuration; 412 when it is no longer that of <paramref name="ifMatch"/>.</summary>
    public async Task PatchAsync(VnfConfigModifications body, string? ifMatch, CancellationToken cancellationToken = default)
    {
        using var request = Request(HttpMethod.Patch, "configuration", JsonBody(body, VnfConfigJsonContext.Default.VnfConfigModifications, "application/merge-patch+json"));
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.ParseAdd(ifMatch);
        }
        await SendAsync(request, static (_, _) => Task.FromResult(0), cancellationToken);
    }
}
