using System.Collections.Concurrent;
using System.Text;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>The services of one account: authenticated requests to the right endpoint with the right microversion.</summary>
internal sealed class OsConnection : IDisposable
{
    private readonly OpenStackAccountSettings settings;
    private readonly OsTransport transport;
    private readonly OsIdentity identity;
    private readonly OpenStackOptions options;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<OsService, Lazy<Task<OsVersion?>>> versions = new();
    private volatile HashSet<string>? extensions;

    /// <param name="settings">The account.</param>
    /// <param name="http">Client that trusts what the account trusts.</param>
    /// <param name="options">How it is asked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where repetitions and breakers are told.</param>
    /// <param name="unusable">Why the account cannot be used at all: what everybody is told who tries.</param>
    public OsConnection(OpenStackAccountSettings settings, HttpClient http, OpenStackOptions options, TimeProvider time, ILogger logger, VimException? unusable = null)
    {
        Unusable = unusable;
        this.settings = settings;
        this.options = options;
        this.time = time;
        transport = new OsTransport(http, settings.Id, options, time, logger);
        identity = new OsIdentity(settings, transport, options, time, unusable);
    }

    /// <summary>Why the account cannot be used at all; null: it can.</summary>
    public VimException? Unusable { get; }

    public OsTransport Transport => transport;

    public OsIdentity Identity => identity;

    public ValueTask<OsToken> TokenAsync(CancellationToken cancellationToken) => identity.GetAsync(cancellationToken);

    /// <summary>Whether the account has the service at all.</summary>
    public async Task<bool> HasAsync(OsService service, CancellationToken cancellationToken) => Endpoint(await identity.GetAsync(cancellationToken), service) is not null;

    /// <summary>The microversion in use: the highest both sides know; null when the service has none.</summary>
    public Task<OsVersion?> VersionAsync(OsService service, CancellationToken cancellationToken)
    {
        if (service.Wanted() is null)
        {
            return Task.FromResult<OsVersion?>(null);
        }
        var lazy = versions.GetOrAdd(service, static (key, self) => new Lazy<Task<OsVersion?>>(() => self.NegotiateAsync(key)), this);
        if (lazy.Value is { IsFaulted: true } or { IsCanceled: true })
        {
            versions.TryRemove(new KeyValuePair<OsService, Lazy<Task<OsVersion?>>>(service, lazy));
            lazy = versions.GetOrAdd(service, static (key, self) => new Lazy<Task<OsVersion?>>(() => self.NegotiateAsync(key)), this);
        }
        return lazy.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Negotiates anew, as the cloud may have been upgraded. What was known is in use until there is an answer: the requests of others do not fail for it.</summary>
    public async Task<OsVersion?> RefreshVersionAsync(OsService service, CancellationToken cancellationToken)
    {
        if (service.Wanted() is null)
        {
            return null;
        }
        var fresh = new Lazy<Task<OsVersion?>>(() => NegotiateAsync(service));
        var version = await fresh.Value.WaitAsync(cancellationToken);
        versions[service] = fresh;
        return version;
    }

    /// <summary>Whether Neutron has an extension.</summary>
    public async ValueTask<bool> HasExtensionAsync(string alias, CancellationToken cancellationToken) => (await ExtensionsAsync(cancellationToken)).Contains(alias);

    /// <summary>Neutron's extensions.</summary>
    public async ValueTask<IReadOnlySet<string>> ExtensionsAsync(CancellationToken cancellationToken) => extensions ?? await RefreshExtensionsAsync(cancellationToken);

    /// <summary>Neutron's extensions as they are now; those that were known are in use until there is an answer.</summary>
    public async Task<IReadOnlySet<string>> RefreshExtensionsAsync(CancellationToken cancellationToken)
    {
        var answer = (await SendAsync(OsCall.Get(OsService.Network, "extensions"), cancellationToken)).Read(OsJson.Default.ExtensionsAnswer);
        return extensions = answer.Extensions.Select(static e => e.Alias).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The answer when it is a success or among the accepted statuses; everything else is thrown, typed.</summary>
    public async Task<OsAnswer> SendAsync(OsCall call, CancellationToken cancellationToken)
    {
        var version = await VersionAsync(call.Service, cancellationToken);
        var body = call.Body is { } json ? Encoding.UTF8.GetBytes(json.ToJsonString()) : null;
        for (var attempt = 1; ; attempt++)
        {
            var token = await identity.GetAsync(cancellationToken);
            var url = Url(token, call);
            var answer = await transport.SendAsync(call, () => Request(call, url, token, version, body), cancellationToken);
            if (answer.Status == 401)
            {
                identity.Reject(token); // the token was revoked, or Keystone lost it: nothing was done, so it is asked again, once
                if (attempt == 1 && call.Content is null)
                {
                    continue;
                }
            }
            if (answer.IsSuccess || call.Accept.AsSpan().Contains(answer.Status))
            {
                return answer;
            }
            var failure = OsErrors.Of(call, answer, settings.Id);
            throw NeutronQuota.IsExceeded(call, failure) ? await NeutronQuota.WithNumbersAsync(this, answer, failure, options.ReadTimeout, time, cancellationToken) : failure;
        }
    }

    public void Dispose() => identity.Dispose();

    private static HttpRequestMessage Request(OsCall call, Uri url, OsToken token, OsVersion? version, byte[]? body)
    {
        var request = new HttpRequestMessage(call.Method, url);
        request.Headers.TryAddWithoutValidation("X-Auth-Token", token.Value);
        request.Headers.TryAddWithoutValidation("X-OpenStack-Request-ID", $"req-{Guid.NewGuid()}");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (version is { } known)
        {
            request.Headers.TryAddWithoutValidation("OpenStack-API-Version", $"{call.Service.Token()} {known}");
            if (call.Service == OsService.Compute)
            {
                request.Headers.TryAddWithoutValidation("X-OpenStack-Nova-API-Version", known.ToString()); // before 2.27
            }
        }
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new(call.ContentType);
        }
        else if (call.Content is not null)
        {
            request.Content = call.Content;
        }
        return request;
    }

    private Uri Url(OsToken token, OsCall call)
    {
        var endpoint = Endpoint(token, call.Service)
            ?? throw new VimException(
                VimErrorCause.NOT_SUPPORTED,
                $"The catalogue of account '{settings.Id}' has no {call.Service.Program()} (service type {string.Join(" or ", call.Service.Types())}, interface {settings.Interface}, region {settings.Region ?? "any"}; it has {string.Join(", ", token.Catalogue.Keys.Order(StringComparer.Ordinal))}; regions {string.Join(", ", token.Regions)}). Correct region or interface, give an endpoint override, or do without{(call.What is { } what ? $": {what}" : "")}.",
                retryable: false, call.Kind, call.Key);
        return new Uri($"{endpoint}/{call.Path.TrimStart('/')}");
    }

    private string? Endpoint(OsToken token, OsService service)
    {
        if (!settings.EndpointOverrides.TryGetValue(service.Token(), out var url))
        {
            foreach (var type in service.Types())
            {
                if (token.Catalogue.TryGetValue(type, out url))
                {
                    break;
                }
            }
        }
        if (url is null)
        {
            return null;
        }
        url = url.TrimEnd('/');
        return service switch
        {
            // Catalogues name Neutron, Glance and Gnocchi with or without their version.
            OsService.Network when !url.EndsWith("/v2.0", StringComparison.Ordinal) => url + "/v2.0",
            OsService.Metric when !url.EndsWith("/v1", StringComparison.Ordinal) => url + "/v1",
            OsService.Image when !url.EndsWith("/v2", StringComparison.Ordinal) => url + "/v2",
            _ => url,
        };
    }

    private async Task<OsVersion?> NegotiateAsync(OsService service)
    {
        var wanted = service.Wanted()!.Value;
        var call = new OsCall(service, HttpMethod.Get, "") { Accept = [300], What = "tell its versions" };
        OsAnswer answer;
        for (var attempt = 1; ; attempt++)
        {
            var token = await identity.GetAsync(CancellationToken.None);
            if (Endpoint(token, service) is not { } endpoint)
            {
                return null;
            }
            if (service == OsService.Volume && endpoint.EndsWith('/' + token.ProjectId, StringComparison.Ordinal))
            {
                endpoint = endpoint[..^(token.ProjectId.Length + 1)];
            }
            var url = new Uri(endpoint + "/");
            answer = await transport.SendAsync(call, () => Request(call, url, token, null, null), CancellationToken.None);
            if (answer.Status == 401)
            {
                identity.Reject(token); // as for every other request: once with a new one
                if (attempt == 1)
                {
                    continue;
                }
            }
            break;
        }
        if (!answer.IsSuccess && answer.Status != 300)
        {
            throw OsErrors.Of(call, answer, settings.Id);
        }
        var told = answer.Read(OsJson.Default.VersionAnswer);
        var highest = (told.Version is { } one ? [one] : told.Versions ?? [])
            .Select(static v => OsVersion.Parse(string.IsNullOrEmpty(v.MaxVersion) ? v.Version : v.MaxVersion))
            .Where(v => v?.Major == wanted.Major).Max();
        return highest is { } max ? (max < wanted ? max : wanted) : null;
    }
}
