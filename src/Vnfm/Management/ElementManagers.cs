using System.Collections.Concurrent;
using System.Text.Json;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>
/// Where the element manager of a VNF is (or the VNF itself, where it has the interfaces of SOL002), and clients for it. The address is the <c>emUri</c> of the instance's
/// <c>extensions</c> or <c>vnfConfigurableProperties</c>, else that of the configuration. An address of an instance comes from a tenant: it is judged like a callback
/// URI, again at connect time, and gets the configured log-in only when it lies below the configured address.
/// </summary>
internal sealed class ElementManagers : IDisposable
{
    /// <summary>The attribute of an instance that names its element manager.</summary>
    public const string Attribute = "emUri";

    private readonly IReadOnlyList<ElementManagerOptions> configured;
    private readonly CallbackUriPolicy policy;
    private readonly TimeProvider clock;
    private readonly SocketsHttpHandler transport;
    private readonly SocketsHttpHandler trusted;
    private readonly ConcurrentDictionary<ElementManagerOptions, ClientCredentialsTokenSource> tokens = [];
    private readonly ConcurrentDictionary<(Uri Root, ElementManagerOptions? Login), HttpClient> clients = [];

    public ElementManagers(VnfmOptions options, CallbackUriPolicy policy, TimeProvider clock)
    {
        configured = options.ElementManagers;
        this.policy = policy;
        this.clock = clock;
        transport = Transport(policy);
        trusted = Transport(policy: null);
    }

    /// <summary>The root of the interfaces of SOL002 for a VNF; null: none is known.</summary>
    public Uri? Find(VnfInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return Own(instance) ?? Entry(instance.VnfdId)?.Uri;
    }

    /// <summary>The VNFDs whose instances have an element manager by configuration; null: all have.</summary>
    public IReadOnlyList<string>? ConfiguredFor => configured.Any(static e => e is { VnfdId: null, Uri: not null }) ? null : [.. configured.Where(static e => e.Uri is not null).Select(static e => e.VnfdId).OfType<string>()];

    /// <summary>What is wrong with the address an instance names; null: nothing, or it names none.</summary>
    public string? Check(VnfInstance instance)
        => (Text(instance.Extensions) ?? Text(instance.VnfConfigurableProperties)) is { } text ? policy.Check(text)?.Replace("callbackUri", Attribute, StringComparison.Ordinal) : null;

    /// <summary>A client for the element manager of a VNF; null: none is known. Shared: not to be disposed.</summary>
    public HttpClient? Client(VnfInstance instance)
    {
        var entry = Entry(instance.VnfdId);
        var own = Own(instance);
        if ((own ?? entry?.Uri) is not { } root)
        {
            return null;
        }
        var login = entry is not null && (own is null || (entry.Uri is not null && Slash(entry.Uri).IsBaseOf(Slash(own)))) ? entry : null;
        if (clients.Count >= 4096)
        {
            clients.Clear(); // the transports stay; a client is only an address and a log-in
        }
        return clients.GetOrAdd((root, login), key => new HttpClient(
            new ElementManagerHandler(own is null ? trusted : transport, key.Login, key.Login is { TokenEndpoint: not null } oauth ? tokens.GetOrAdd(oauth, TokenSource) : null), disposeHandler: false)
        {
            BaseAddress = Slash(key.Root),
            Timeout = Timeout.InfiniteTimeSpan, // the typed clients have their own
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
        foreach (var source in tokens.Values)
        {
            source.Dispose();
        }
        transport.Dispose();
        trusted.Dispose();
    }

    private ElementManagerOptions? Entry(string vnfdId) => configured.FirstOrDefault(e => e.VnfdId == vnfdId) ?? configured.FirstOrDefault(static e => e.VnfdId is null);

    private Uri? Own(VnfInstance instance)
        => (Text(instance.Extensions) ?? Text(instance.VnfConfigurableProperties)) is { } text && policy.Check(text) is null ? new Uri(text) : null;

    private ClientCredentialsTokenSource TokenSource(ElementManagerOptions entry)
        => new(new ServiceCredentialsOptions { TokenEndpoint = entry.TokenEndpoint!, ClientId = entry.ClientId ?? "", ClientSecret = entry.ClientSecret ?? "" }, clock);

    private static string? Text(IReadOnlyDictionary<string, JsonElement>? values)
        => values is not null && values.TryGetValue(Attribute, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static Uri Slash(Uri uri) => uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");

    private static SocketsHttpHandler Transport(CallbackUriPolicy? policy)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxConnectionsPerServer = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        };
        if (policy is not null)
        {
            handler.ConnectCallback = policy.ConnectAsync;
        }
        return handler;
    }
}
