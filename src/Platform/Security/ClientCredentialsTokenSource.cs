using System.Text.Json;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Platform.Security;

/// <summary>Gets tokens by client credentials (RFC 6749 §4.4), keeps each until four fifths of its life are over, and asks once for however many callers wait.</summary>
public sealed class ClientCredentialsTokenSource : ITokenSource, IDisposable
{
    private readonly ServiceCredentialsOptions credentials;
    private readonly TimeProvider clock;
    private readonly HttpClient http;
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Held? held;

    /// <summary>Asks nothing before first use.</summary>
    /// <param name="credentials">Who we are.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="handler">Transport; null: sockets.</param>
    public ClientCredentialsTokenSource(ServiceCredentialsOptions credentials, TimeProvider clock, HttpMessageHandler? handler = null)
    {
        this.credentials = credentials;
        this.clock = clock;
        http = new HttpClient(handler ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10), UseCookies = false, AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = 64 * 1024,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="ServiceUnavailableException">The issuer did not answer or refused.</exception>
    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (held is { } fresh && clock.GetUtcNow() < fresh.RenewAt)
        {
            return fresh.Token;
        }
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (held is { } other && clock.GetUtcNow() < other.RenewAt)
            {
                return other.Token;
            }
            try
            {
                return (held = await AskAsync(cancellationToken)).Token;
            }
            catch (ServiceUnavailableException) when (held is { } old && clock.GetUtcNow() < old.ExpiresAt)
            {
                return old.Token; // renewal is early on purpose: the old token bridges a restart of the issuer
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Invalidate(string token)
    {
        if (held is { } now && now.Token == token)
        {
            Interlocked.CompareExchange(ref held, null, now);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        gate.Dispose();
    }

    private async Task<Held> AskAsync(CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        if (credentials.Scope is { } scope)
        {
            form["scope"] = scope;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, credentials.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new BasicCredentials(credentials.ClientId, credentials.ClientSecret).FormEncoded().ToHeader();
        var asked = clock.GetUtcNow();
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new ServiceUnavailableException(Refused($"HTTP {(int)response.StatusCode}, {ErrorCode(body)}"), null, response.StatusCode);
            }
            var answer = JsonSerializer.Deserialize(body, SecurityJsonContext.Default.TokenAnswer) ?? throw new JsonException("null");
            var life = TimeSpan.FromSeconds(Math.Clamp(answer.ExpiresIn, 1, 86_400));
            return new Held(answer.AccessToken, asked + (life * 0.8), asked + life);
        }
        catch (JsonException e)
        {
            throw new ServiceUnavailableException(Refused("the answer is not a token answer"), e);
        }
        catch (Exception e) when (e is HttpRequestException and not ServiceUnavailableException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ServiceUnavailableException(Refused(e.Message), e);
        }
    }

    private string Refused(string why)
        => $"No token for client '{credentials.ClientId}' from {credentials.TokenEndpoint}: {why}. Calls to other services wait for it. Check that the issuer is running and the client's secret is the current one.";

    private static string ErrorCode(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SecurityJsonContext.Default.TokenError)?.Error is { Length: <= 64 } code ? code : "no error code";
        }
        catch (JsonException)
        {
            return "no error code";
        }
    }

    private sealed record Held(string Token, DateTimeOffset RenewAt, DateTimeOffset ExpiresAt);
}
