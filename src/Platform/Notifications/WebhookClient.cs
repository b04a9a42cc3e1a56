using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>
/// Calls callback endpoints: logs in as the subscription asks (SOL013 §8.3.4), connects only to allowed addresses (checked at connect time, so that a name cannot be
/// pointed elsewhere after it was checked), follows no redirect, waits no longer than told.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private const int MaxTokenAnswer = 64 * 1024;
    private static readonly TimeSpan TokenMargin = TimeSpan.FromSeconds(10);
    private readonly NotificationOptions options;
    private readonly CallbackUriPolicy policy;
    private readonly TimeProvider time;
    private readonly HttpClient plain;
    private readonly HttpClient? certified;
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> tokens = new(StringComparer.Ordinal);

    public WebhookClient(NotificationOptions options, CallbackUriPolicy policy, TimeProvider time)
    {
        this.options = options;
        this.policy = policy;
        this.time = time;
        plain = Client(certificate: null);
        certified = options.ClientCertificate is { } certificate ? Client(certificate) : null;
    }

    public void Dispose()
    {
        plain.Dispose();
        certified?.Dispose();
    }

    /// <summary>Makes the call; failures of the network, the endpoint and the log-in come back as a result, not as an exception.</summary>
    /// <param name="subscription">With the secret in clear.</param>
    /// <param name="make">Makes the request; called again after a log-in that was refused.</param>
    /// <param name="timeout">Longest duration, log-in included.</param>
    /// <param name="cancellationToken">Shutdown.</param>
    public async Task<WebhookResult> CallAsync(NotificationSubscription subscription, Func<HttpRequestMessage> make, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (policy.Check(subscription.CallbackUri) is { } wrong)
        {
            return new WebhookResult(Status: null, wrong);
        }
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await CallAsync(subscription, make, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookResult(Status: null, $"no answer from {subscription.CallbackUri} within {timeout.TotalSeconds:0.###} s");
        }
        catch (HttpRequestException e)
        {
            return new WebhookResult((int?)e.StatusCode, $"{subscription.CallbackUri} could not be reached: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException or IOException or UriFormatException)
        {
            return new WebhookResult(Status: null, e.Message);
        }
    }

    /// <summary>Receivers demand the header Version on notifications and on the test of the callback (SOL013 §9.3).</summary>
    private static readonly Dictionary<string, string> Versions = SolApi.All.Select(static a => (Key: $"{a.Name}/{a.Major}", a.Newest))
        .Concat(SolApi.All.GroupBy(static a => a.Name, StringComparer.Ordinal).Select(static g => (g.Key, g.MaxBy(static a => a.Major, StringComparer.Ordinal)!.Newest)))
        .ToDictionary(StringComparer.Ordinal);

    private async Task<WebhookResult> CallAsync(NotificationSubscription subscription, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var authType = subscription.Credentials?.AuthType;
        var client = authType == "TLS_CERT"
            ? certified ?? throw new InvalidOperationException("The subscription asks for TLS_CERT, but this service has no client certificate (option ClientCertificate).")
            : plain;
        for (var attempt = 1; ; attempt++)
        {
            using var request = make();
            request.RequestUri = new Uri(subscription.CallbackUri);
            request.Headers.Authorization = authType switch
            {
                "BASIC" => Login(subscription.Credentials!).ToHeader(),
                "OAUTH2_CLIENT_CREDENTIALS" => new AuthenticationHeaderValue("Bearer", await TokenAsync(subscription, cancellationToken)),
                _ => null,
            };
            if (Versions.TryGetValue(subscription.Api, out var version))
            {
                request.Headers.Add("Version", version);
            }
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Unauthorized && attempt == 1 && authType == "OAUTH2_CLIENT_CREDENTIALS")
            {
                // revoked, or the endpoint's clock is ahead: once more with a fresh one
                tokens.TryRemove(TokenKey(subscription), out _);
                continue;
            }
            var status = (int)response.StatusCode;
            return new WebhookResult(status, response.IsSuccessStatusCode ? null : $"{subscription.CallbackUri} answered {status} {response.ReasonPhrase} (2xx is expected)");
        }
    }

    private static BasicCredentials Login(SubscriptionCredentials credentials) => new(credentials.UserName ?? "", credentials.Password ?? "");

    /// <summary>A token is good for the login it was got with: when that of a subscription changes, it is another one.</summary>
    private static string TokenKey(NotificationSubscription subscription)
        => $"{subscription.Id}\n{subscription.Credentials!.TokenEndpoint}\n{subscription.Credentials.UserName}";

    private async Task<string> TokenAsync(NotificationSubscription subscription, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (tokens.TryGetValue(TokenKey(subscription), out var known) && known.Until > now)
        {
            return known.Token;
        }
        var credentials = subscription.Credentials!;
        var endpoint = credentials.TokenEndpoint ?? throw new InvalidOperationException("The subscription asks for OAUTH2_CLIENT_CREDENTIALS without a token endpoint.");
        if (policy.Check(endpoint) is { } wrong)
        {
            throw new InvalidOperationException(wrong.Replace("callbackUri", "tokenEndpoint", StringComparison.Ordinal));
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]);
        request.Headers.Authorization = Login(credentials).FormEncoded().ToHeader();
        using var response = await plain.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"Token endpoint {endpoint} answered {(int)response.StatusCode} {response.ReasonPhrase} for client '{credentials.UserName}'.");
        }
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.ValueKind != JsonValueKind.Object
            || !json.RootElement.TryGetProperty("access_token", out var token) || token.ValueKind != JsonValueKind.String)
        {
            throw new InvalidOperationException($"Token endpoint {endpoint} answered without an access_token.");
        }
        var seconds = json.RootElement.TryGetProperty("expires_in", out var expires) && expires.TryGetDouble(out var s) ? Math.Clamp(s, 0, 86_400) : 300;
        if (tokens.Count >= 10_000)
        {
            tokens.Clear();
        }
        tokens[TokenKey(subscription)] = (token.GetString()!, now + TimeSpan.FromSeconds(seconds) - TokenMargin);
        return token.GetString()!;
    }

    private HttpClient Client(System.Security.Cryptography.X509Certificates.X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = policy.ConnectAsync,
            ConnectTimeout = options.CallTimeout,
            MaxConnectionsPerServer = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 32,
        };
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxTokenAnswer };
    }
}
