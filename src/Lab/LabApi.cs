using System.Net.Http.Headers;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Lab;

/// <summary>Clients of a lab's interfaces, as an operator outside of it would have them: over HTTP, with a token of the token endpoint.</summary>
public sealed class LabApi : IDisposable
{
    private readonly List<IDisposable> owned = [];
    private readonly ClientCredentialsTokenSource tokens;
    private readonly string? actFor;

    /// <summary>Makes the clients.</summary>
    /// <param name="addresses">Where the services listen.</param>
    /// <param name="credentials">Who calls.</param>
    /// <param name="actFor">The tenant that a caller with the role <c>service</c> acts for.</param>
    public LabApi(LabAddresses addresses, ClientCredentials credentials, string? actFor = null)
    {
        this.actFor = actFor;
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentNullException.ThrowIfNull(credentials);
        tokens = Own(new ClientCredentialsTokenSource(
            new ServiceCredentialsOptions { TokenEndpoint = new Uri(addresses.Nfvo, "oauth2/token"), ClientId = credentials.ClientId, ClientSecret = credentials.Secret },
            TimeProvider.System));
        Packages = new VnfPackageClient(Client(addresses.Nfvo));
        Nsds = new NsdClient(Client(addresses.Nfvo));
        NsLcm = new NsLcmClient(Client(addresses.Nfvo));
        VnfLcm = new VnfLcmClient(Client(addresses.Vnfm));
        VnfPm = new PmClient(Client(addresses.Vnfm), SolApi.VnfPm);
        NsPm = new PmClient(Client(addresses.Nfvo), SolApi.NsPm);
        Assurance = Client(addresses.Assurance);
        Vim = Client(addresses.Vim);
        Sdn = Client(addresses.Sdn);
    }

    /// <summary>SOL005 VNF packages.</summary>
    public VnfPackageClient Packages { get; }

    /// <summary>SOL005 NSDs.</summary>
    public NsdClient Nsds { get; }

    /// <summary>SOL005 NS lifecycle.</summary>
    public NsLcmClient NsLcm { get; }

    /// <summary>SOL003 VNF lifecycle.</summary>
    public VnfLcmClient VnfLcm { get; }

    /// <summary>SOL003 VNF performance.</summary>
    public PmClient VnfPm { get; }

    /// <summary>SOL005 NS performance.</summary>
    public PmClient NsPm { get; }

    /// <summary>The assurance service.</summary>
    public HttpClient Assurance { get; }

    /// <summary>The VIM adapter.</summary>
    public HttpClient Vim { get; }

    /// <summary>The SDN adapter.</summary>
    public HttpClient Sdn { get; }

    /// <inheritdoc/>
    public void Dispose() => owned.ForEach(o => o.Dispose());

    /// <summary>A client that logs in as this caller.</summary>
    public HttpClient Client(Uri root)
    {
        var client = Own(new HttpClient(new Login(tokens)) { BaseAddress = root, Timeout = TimeSpan.FromMinutes(5) });
        if (actFor is not null)
        {
            client.DefaultRequestHeaders.Add(TenantContext.HeaderName, actFor);
        }
        return client;
    }

    private T Own<T>(T item)
        where T : IDisposable
    {
        owned.Add(item);
        return item;
    }

    private sealed class Login(ClientCredentialsTokenSource tokens) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetTokenAsync(cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
