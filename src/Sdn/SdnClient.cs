using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sdn;

/// <summary>
/// Typed client of an SDN adapter. The <see cref="HttpClient"/> carries the base address (root of the adapter) and the credentials; time-outs and
/// repetitions are done here, so its own time-out should be infinite. Thread-safe.
/// </summary>
public sealed class SdnClient(HttpClient http, SdnClientOptions? options = null, TimeProvider? time = null)
{
    private readonly SdnClientOptions options = options ?? new SdnClientOptions();
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>The network of a controller.</summary>
    public async Task<NetworkTopology> GetTopologyAsync(string controllerId, CancellationToken cancellationToken)
        => await SendAsync(HttpMethod.Get, $"{Root(controllerId)}/topology", null, SdnJsonContext.Default.NetworkTopology, TimeSpan.Zero, cancellationToken)
            ?? throw Missing(controllerId, "topology");

    /// <summary>Creates, adopts or reroutes a path; comes back when it is settled or <paramref name="wait"/> (up to 60 s) is over, then look at its state.</summary>
    public async Task<PathView> PutPathAsync(string controllerId, string key, PathSpec spec, TimeSpan wait, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(spec, SdnJsonContext.Default.PathSpec);
        return await SendAsync(HttpMethod.Put, Path(controllerId, spec.Tags.Tenant, key, wait), body, SdnJsonContext.Default.PathView, wait, cancellationToken)
            ?? throw Missing(controllerId, $"paths/{key}");
    }

    /// <summary>Reads a path; null when there is none. With a <paramref name="wait"/> comes back when it is settled or the time (up to 60 s) is over.</summary>
    public Task<PathView?> GetPathAsync(string controllerId, string tenant, string key, TimeSpan wait, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Get, Path(controllerId, tenant, key, wait), null, SdnJsonContext.Default.PathView, wait, cancellationToken);

    /// <summary>Removes a path. Null: gone; otherwise it is still being removed when <paramref name="wait"/> is over: ask again (idempotent).</summary>
    public Task<PathView?> DeletePathAsync(string controllerId, string tenant, string key, TimeSpan wait, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Delete, Path(controllerId, tenant, key, wait), null, SdnJsonContext.Default.PathView, wait, cancellationToken);

    /// <summary>A page of the tenant's paths.</summary>
    public async Task<PathPage> ListPathsAsync(string controllerId, string tenant, string? instanceId, string? after, CancellationToken cancellationToken)
    {
        var url = $"{Root(controllerId)}/paths?tenant={Uri.EscapeDataString(tenant)}";
        url += instanceId is null ? "" : $"&instanceId={Uri.EscapeDataString(instanceId)}";
        url += after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
        return await SendAsync(HttpMethod.Get, url, null, SdnJsonContext.Default.PathPage, TimeSpan.Zero, cancellationToken) ?? throw Missing(controllerId, "paths");
    }

    private static string Root(string controllerId) => $"sdn/v1/controllers/{Uri.EscapeDataString(controllerId)}";

    private static string Path(string controllerId, string tenant, string key, TimeSpan wait)
        => string.Create(CultureInfo.InvariantCulture,
            $"{Root(controllerId)}/paths/{Uri.EscapeDataString(key)}?tenant={Uri.EscapeDataString(tenant)}&wait={wait.TotalSeconds}");

    private static SdnException Missing(string controllerId, string what)
        => SdnException.Of(404, "SDN controller unknown", $"The SDN adapter answered 404 for '{what}' of controller '{controllerId}'. Check the controller id and the adapter's address.");

    private async Task<T?> SendAsync<T>(HttpMethod method, string url, byte[]? body, JsonTypeInfo<T> type, TimeSpan wait, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendOnceAsync(method, url, body, type, wait, cancellationToken);
            }
            catch (SdnException e) when (e.Transient && attempt < options.MaxAttempts)
            {
                await Task.Delay(options.RetryDelay * (1 << Math.Min(attempt - 1, 6)), time, cancellationToken);
            }
        }
    }

    private async Task<T?> SendOnceAsync<T>(HttpMethod method, string url, byte[]? body, JsonTypeInfo<T> type, TimeSpan wait, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = new CancellationTokenSource(options.AttemptTimeout + wait, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(url, UriKind.Relative));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, linked.Token);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NoContent)
            {
                return null;
            }
            await using var content = await response.Content.ReadAsStreamAsync(linked.Token);
            if (response.IsSuccessStatusCode)
            {
                return await JsonSerializer.DeserializeAsync(content, type, linked.Token);
            }
            throw new SdnException(await ProblemAsync(response, content, method, url, linked.Token));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw SdnException.Of(504, "SDN adapter did not answer", $"{method} {http.BaseAddress}{url} had no answer within {options.AttemptTimeout + wait}. Whether it was done is unknown; repeating it is safe.", e);
        }
        catch (HttpRequestException e)
        {
            throw SdnException.Of(503, "SDN adapter not reachable", $"{method} {http.BaseAddress}{url} failed: {e.Message}. Check that the adapter runs; repeating the request is safe.", e);
        }
        catch (JsonException e)
        {
            throw SdnException.Of(502, "SDN adapter answered nonsense", $"The answer to {method} {http.BaseAddress}{url} is not the expected JSON: {e.Message}. Is something else listening on that address?", e);
        }
    }

    private static async Task<ProblemDetails> ProblemAsync(HttpResponseMessage response, Stream content, HttpMethod method, string url, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json"
            && await JsonSerializer.DeserializeAsync(content, ProblemJsonContext.Default.ProblemDetails, cancellationToken) is { } problem)
        {
            return problem;
        }
        return new ProblemDetails { Status = (int)response.StatusCode, Title = "SDN adapter refused", Detail = $"{method} {url} was answered {(int)response.StatusCode} {response.ReasonPhrase} without an explanation." };
    }
}
