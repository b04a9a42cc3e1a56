using System.Text.Json;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>Asks registered VNFMs which versions they speak (SOL013 §9.3.3), so that one that is gone is seen before a VNF is to go there.</summary>
internal sealed partial class VnfmWatch(IDocumentStore store, VnfmDirectory vnfms, NfvoOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<VnfmWatch> logger)
    : BackgroundLoop("nfvo.vnfms", registry, time, logger)
{
    private const int AtOnce = 16;
    private const int MaxAnswer = 64 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks at once.</summary>
    public void Look() => Wake();

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(VnfmCollections.Registrations, new StoreQuery { AfterId = after, Limit = 200 }, cancellationToken);
            await Parallel.ForEachAsync(page.Items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (vnfm, stop) =>
            {
                var seen = await AskAsync(vnfm, stop);
                if (vnfms.HealthOf(vnfm.Tenant, vnfm.Id).State is var before && before != seen.State)
                {
                    Log.Changed(logger, vnfm.Id, vnfm.Tenant.Value, seen.State, seen.Detail ?? "it answers");
                }
                vnfms.SetHealth(vnfm.Tenant, vnfm.Id, seen);
            });
            after = page.NextAfterId;
        }
        while (after is not null);
        return options.VnfmWatchInterval;
    }

    private async Task<VnfmHealth> AskAsync(Document<ExternalVnfm> vnfm, CancellationToken cancellationToken)
    {
        VnfmHealth Down(string why) => new(VnfmState.DOWN, Time.GetUtcNow(), why);
        var wanted = vnfm.Value.Registration.Version ?? SolApi.VnfLcm.Newest;
        try
        {
            using var limit = new CancellationTokenSource(Patience, Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{SolApi.VnfLcm.Name}/api_versions", UriKind.Relative));
            using var response = await vnfms.HttpOf(vnfm).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                return Down($"GET {request.RequestUri} answered {(int)response.StatusCode}.");
            }
            await response.Content.LoadIntoBufferAsync(MaxAnswer, either.Token);
            var answer = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(either.Token), VnfmJson.Default.ApiVersionInformation);
            List<string> versions = [.. (answer?.ApiVersions ?? []).Select(v => v.Version)];
            return versions.Exists(v => SolVersion.TryParse(v, out var offered) && SolVersion.TryParse(wanted, out var asked) && offered == asked)
                ? new VnfmHealth(VnfmState.UP, Time.GetUtcNow(), Versions: versions)
                : Down($"It does not speak version {wanted} of VNF LCM, but {(versions.Count == 0 ? "names none" : string.Join(", ", versions))}. Register it with a version that it speaks.") with { Versions = versions };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Down($"It did not answer within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception silent) when (silent is HttpRequestException or ServiceUnavailableException or JsonException or VnfmUnknownException)
        {
            return Down(silent.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The VNFM {Vnfm} of tenant {Tenant} is {State}: {Detail}")]
        public static partial void Changed(ILogger logger, string vnfm, string tenant, VnfmState state, string detail);
    }
}
