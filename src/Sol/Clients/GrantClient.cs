using System.Net;
using System.Text.Json;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>Client of the grant API of an NFVO (SOL003 §9).</summary>
/// <param name="http">Transport.</param>
/// <param name="clock">Clock for the pauses between polls.</param>
/// <param name="options">Limits.</param>
/// <param name="version">Version to ask for.</param>
public sealed class GrantClient(HttpClient http, TimeProvider clock, SolClientOptions? options = null, string? version = null)
    : SolHttpClient(http, SolApi.Grant, options, version)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Asks for a grant and waits for the decision: at once (201), or by polling (202). Throws <see cref="SolRequestException"/>; status 403 is a refusal,
    /// no status means no decision within <paramref name="patience"/>.
    /// </summary>
    /// <param name="request">What the operation needs.</param>
    /// <param name="patience">How long to wait for a decision in total.</param>
    /// <param name="idempotencyKey">The same for all repetitions of this request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Grant.Grant> RequestAsync(GrantRequest request, TimeSpan patience, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, GrantJsonContext.Default.GrantRequest);
        using var message = Request(HttpMethod.Post, "grants", new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } });
        if (idempotencyKey is not null)
        {
            message.Headers.Add(IdempotencyKey.Header, idempotencyKey);
        }

        var (grant, id) = await SendAsync(
            message,
            async (response, cancel) => response.StatusCode == HttpStatusCode.Accepted
                ? (null, PendingId(response))
                : (await ReadGrantAsync(response, cancel), string.Empty),
            cancellationToken);
        return grant ?? await WaitAsync(id, patience, cancellationToken);
    }

    /// <summary>
    /// What a grant request would be answered now, without anything being reserved (vendor extension of our NFVO); null: this NFVO has no such thing. Throws <see cref="SolRequestException"/>; status 403 is the
    /// refusal the request would get.
    /// </summary>
    public async Task<Grant.Grant?> TryOutAsync(GrantRequest request, CancellationToken cancellationToken = default)
    {
        using var message = Request(HttpMethod.Post, new Uri("capacity/v1/tentative_grants", UriKind.Relative), JsonBody(request, GrantJsonContext.Default.GrantRequest));
        try
        {
            return await SendAsync(message, ReadGrantAsync, cancellationToken);
        }
        catch (SolRequestException unknown) when (unknown.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            return null;
        }
    }

    /// <summary>Reads a grant; null while it is being decided (202).</summary>
    public async Task<Grant.Grant?> GetAsync(string grantId, CancellationToken cancellationToken = default)
    {
        using var message = Request(HttpMethod.Get, $"grants/{Id(grantId)}");
        return await SendAsync(
            message,
            async (response, cancel) => response.StatusCode == HttpStatusCode.Accepted ? null : await ReadGrantAsync(response, cancel),
            cancellationToken);
    }

    private async Task<Grant.Grant> WaitAsync(string grantId, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            await Task.Delay(pause, clock, cancellationToken);
            var silence = "";
            try
            {
                if (await GetAsync(grantId, cancellationToken) is { } grant)
                {
                    return grant;
                }
            }
            catch (SolRequestException silent) when (silent.IsTransient)
            {
                // The request stands: another one might be a second reservation.
                silence = $" When it was asked last: {silent.Message}";
            }

            if (clock.GetElapsedTime(started) >= patience)
            {
                throw new SolRequestException(
                    $"The NFVO has not decided on grant {grantId} within {patience.TotalSeconds:0.#} s. Nothing was reserved for certain; repeat the operation.{silence}", null, null, null);
            }

            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static string PendingId(HttpResponseMessage response)
    {
        var location = response.Headers.Location?.OriginalString.TrimEnd('/');
        return string.IsNullOrEmpty(location)
            ? throw new SolRequestException("The NFVO answered the grant request with 202 but without a Location to poll.", response.StatusCode, null, response.RequestMessage?.RequestUri)
            : Uri.UnescapeDataString(location[(location.LastIndexOf('/') + 1)..]);
    }

    private Task<Grant.Grant> ReadGrantAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        ReadAsync(response, GrantJsonContext.Default.Grant, cancellationToken);
}
