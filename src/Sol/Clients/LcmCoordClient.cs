using System.Net;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.LcmCoord;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>Client of the LCM coordination interface of an element manager or VNF (SOL002 §10): synchronous (201), asynchronous (202, then GET), rejected for now (503 with Retry-After).</summary>
public sealed class LcmCoordClient(HttpClient http, SolClientOptions? options = null, string? version = null) : SolHttpClient(http, SolApi.LcmCoord, options, version)
{
    private static LcmCoordJsonContext Json => LcmCoordJsonContext.Default;

    /// <summary>Asks for a coordination.</summary>
    public async Task<LcmCoordAnswer> StartAsync(LcmCoordRequest body, string idempotencyKey, CancellationToken cancellationToken = default)
    {
        using var request = Request(HttpMethod.Post, "coordinations", JsonBody(body, Json.LcmCoordRequest));
        request.Headers.Add(IdempotencyKey.Header, idempotencyKey);
        try
        {
            return await SendAsync(request, ReadAsync, cancellationToken);
        }
        catch (SolRequestException rejected) when (rejected.Status == HttpStatusCode.ServiceUnavailable && rejected.RetryAfter is not null)
        {
            return new LcmCoordAnswer(null, null, rejected.RetryAfter, Rejected: true);
        }
    }

    /// <summary>Reads how an accepted coordination stands.</summary>
    public async Task<LcmCoordAnswer> GetAsync(string coordinationId, CancellationToken cancellationToken = default)
    {
        using var request = Request(HttpMethod.Get, $"coordinations/{Id(coordinationId)}");
        return await SendAsync(request, ReadAsync, cancellationToken);
    }

    /// <summary>Asks the other side to end a coordination early; its result is CANCELLED, or what it had come to.</summary>
    public Task CancelAsync(string coordinationId, CancellationToken cancellationToken = default) => PostAsync($"coordinations/{Id(coordinationId)}/cancel", cancellationToken);

    private async Task<LcmCoordAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var delay = response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - response.Headers.Date) : null;
        if (response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.SeeOther)
        {
            var id = response.Headers.Location?.OriginalString.TrimEnd('/') is { } location ? Uri.UnescapeDataString(location[(location.LastIndexOf('/') + 1)..]) : null;
            return new LcmCoordAnswer(null, id, response.StatusCode == HttpStatusCode.SeeOther ? TimeSpan.Zero : delay);
        }
        var result = await ReadAsync(response, Json.LcmCoord, cancellationToken);
        return new LcmCoordAnswer(result, result.Id, delay);
    }
}
