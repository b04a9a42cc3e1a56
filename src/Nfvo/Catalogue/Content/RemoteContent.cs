using System.Net.Http.Headers;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Nfvo.Catalogue.Content;

/// <summary>
/// Opens content that is elsewhere, at an address that a client gave: only http(s), only addresses that the policy of callbacks allows (judged again when it connects), no redirects, no waiting without end.
/// </summary>
internal sealed class RemoteContent : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CallbackUriPolicy policy;
    private readonly TimeProvider clock;
    private readonly SocketsHttpHandler transport;
    private readonly HttpClient http;

    public RemoteContent(CallbackUriPolicy policy, TimeProvider clock)
    {
        this.policy = policy;
        this.clock = clock;
        transport = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = policy.ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        http = new HttpClient(transport, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        transport.Dispose();
    }

    /// <summary>Opens the content.</summary>
    /// <param name="attribute">What the request calls the address.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="login">How to log in there; null: not at all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A stream whose reads fail with <see cref="RemoteContentException"/> when the content breaks off or stands still.</returns>
    /// <exception cref="SolProblemException">422: the address is not allowed, nobody answers there, or not with content.</exception>
    public async Task<Stream> OpenAsync(string attribute, string address, RemoteLogin? login, CancellationToken cancellationToken)
    {
        Require(attribute, address);
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (login is not null)
            {
                Require("tokenEndpoint", login.TokenEndpoint);
                using var tokens = new ClientCredentialsTokenSource(
                    new ServiceCredentialsOptions { TokenEndpoint = new Uri(login.TokenEndpoint), ClientId = login.ClientId, ClientSecret = login.ClientSecret }, clock, new Lent(transport));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetTokenAsync(either.Token));
            }
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode != System.Net.HttpStatusCode.OK)
            {
                throw Refused(attribute, $"GET {address} answered {(int)response.StatusCode}, not 200.");
            }
            var stream = new RemoteStream(address, await response.Content.ReadAsStreamAsync(either.Token), response, clock);
            response = null;
            return stream;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Refused(attribute, $"GET {address} was not answered within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception silent) when (silent is HttpRequestException or ServiceUnavailableException)
        {
            throw Refused(attribute, silent is ServiceUnavailableException ? silent.Message : $"GET {address}: {silent.Message}", silent);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private void Require(string attribute, string address)
    {
        if (policy.Check(address) is { } wrong)
        {
            throw SolProblem.Unprocessable(wrong.Replace("callbackUri", attribute, StringComparison.Ordinal)).With("attribute", attribute).ToException();
        }
    }

    private static SolProblemException Refused(string attribute, string why, Exception? inner = null)
        => SolProblem.Unprocessable($"The content cannot be fetched: {why} Nothing was changed.").With("attribute", attribute).ToException(inner);

    /// <summary>The transport for somebody who disposes what it is given.</summary>
    private sealed class Lent(HttpMessageHandler of) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker invoker = new(of, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => invoker.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            invoker.Dispose();
            base.Dispose(disposing);
        }
    }
}
