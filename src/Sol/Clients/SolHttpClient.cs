using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>
/// What all typed SOL clients share: the Version header, bounded answers, time-outs, and errors as <see cref="SolRequestException"/>.
/// The <see cref="HttpClient"/> brings <see cref="HttpClient.BaseAddress"/> (the apiRoot, ending with a slash), TLS and, in a handler, the bearer token.
/// </summary>
public abstract class SolHttpClient
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private static readonly MediaTypeHeaderValue MergePatchType = new("application/merge-patch+json");
    private readonly HttpClient http;
    private readonly SolApi api;
    private readonly string version;

    /// <summary>Makes a client of one API.</summary>
    /// <param name="http">Transport; its own time-out must not be shorter than that of the options.</param>
    /// <param name="api">The API.</param>
    /// <param name="options">Limits; defaults when null.</param>
    /// <param name="version">Version to ask for; the newest known when null.</param>
    protected SolHttpClient(HttpClient http, SolApi api, SolClientOptions? options = null, string? version = null)
    {
        this.http = http;
        this.api = api;
        Options = options ?? new SolClientOptions();
        this.version = version ?? api.Newest;
    }

    /// <summary>Limits.</summary>
    protected SolClientOptions Options { get; }

    /// <summary>Escapes an identifier for use in a path.</summary>
    protected static string Id(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return Uri.EscapeDataString(id) is var escaped && escaped is "." or ".." ? throw new ArgumentException($"'{id}' cannot be an identifier.", nameof(id)) : escaped;
    }

    /// <summary>GETs one resource.</summary>
    protected async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path);
        return await SendAsync(request, async (response, cancel) => await ReadAsync(response, type, cancel), cancellationToken);
    }

    /// <summary>GETs one resource; null when there is none (404).</summary>
    protected async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await GetAsync(path, type, cancellationToken);
        }
        catch (SolRequestException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>GETs a list, following the links to further pages (on the same host only).</summary>
    protected async IAsyncEnumerable<T> ListAsync<T>(
        string path, string? query, JsonTypeInfo<List<T>> type, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = new Uri(string.IsNullOrEmpty(query) ? Path(path) : $"{Path(path)}?{query}", UriKind.Relative);
        for (var page = 0; next is not null; page++)
        {
            if (page == Options.MaxPages)
            {
                throw new SolRequestException($"GET {path} has more than {Options.MaxPages} pages; narrow the filter.", null, null, next);
            }

            using var request = Request(HttpMethod.Get, next);
            var (items, link) = await SendAsync(request, async (response, cancel) => (await ReadAsync(response, type, cancel), NextPage(response)), cancellationToken);
            foreach (var item in items)
            {
                yield return item;
            }

            next = link;
        }
    }

    /// <summary>POSTs to a container; 201 gives the resource, 303 the one that is there already.</summary>
    protected async Task<SolCreated<T>> CreateAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, path, Json(body, bodyType, JsonType));
        if (idempotencyKey is not null)
        {
            request.Headers.Add(IdempotencyKey.Header, idempotencyKey);
        }

        var (created, location) = await SendAsync(
            request,
            async (response, cancel) =>
            {
                var where = Absolute(response, response.Headers.Location);
                return response.StatusCode == HttpStatusCode.SeeOther
                    ? (null, where)
                    : (new SolCreated<T>(await ReadAsync(response, type, cancel), where, response.Headers.ETag?.Tag), where);
            },
            cancellationToken);
        if (created is not null)
        {
            return created;
        }

        if (location is null || !SameHost(location))
        {
            throw new SolRequestException($"POST {path} was answered 303 without a usable Location.", HttpStatusCode.SeeOther, null, request.RequestUri);
        }

        using var existing = Request(HttpMethod.Get, location);
        return await SendAsync(existing, async (response, cancel) => new SolCreated<T>(await ReadAsync(response, type, cancel), location, response.Headers.ETag?.Tag), cancellationToken);
    }

    /// <summary>POSTs to a task resource; 202 gives the operation occurrence.</summary>
    protected async Task<SolAccepted> StartAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> type, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, path, Json(body, type, JsonType));
        if (idempotencyKey is not null)
        {
            request.Headers.Add(IdempotencyKey.Header, idempotencyKey);
        }

        return await SendAsync(request, (response, _) => Task.FromResult(Accepted(response)), cancellationToken);
    }

    /// <summary>PATCHes a resource that changes through an operation (202).</summary>
    protected async Task<SolAccepted> StartPatchAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> type, string? ifMatch, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Patch, path, Json(body, type, MergePatchType));
        AddIfMatch(request, ifMatch);
        return await SendAsync(request, (response, _) => Task.FromResult(Accepted(response)), cancellationToken);
    }

    /// <summary>PATCHes a resource (200).</summary>
    protected async Task<T> PatchAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string? ifMatch, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Patch, path, Json(body, bodyType, MergePatchType));
        AddIfMatch(request, ifMatch);
        return await SendAsync(request, async (response, cancel) => await ReadAsync(response, type, cancel), cancellationToken);
    }

    /// <summary>POSTs without expecting anything but success.</summary>
    protected async Task PostAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, path, Json(body, type, JsonType));
        await SendAsync(request, static (_, _) => Task.FromResult(0), cancellationToken);
    }

    /// <summary>POSTs nothing (retry, rollback).</summary>
    protected async Task PostAsync(string path, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, path);
        await SendAsync(request, static (_, _) => Task.FromResult(0), cancellationToken);
    }

    /// <summary>POSTs nothing and reads the answer (fail).</summary>
    protected async Task<T> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, path);
        return await SendAsync(request, async (response, cancel) => await ReadAsync(response, type, cancel), cancellationToken);
    }

    /// <summary>PUTs a content stream. No time-out but the caller's: a package may be large.</summary>
    protected async Task PutContentAsync(string path, Stream content, string contentType, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Put, path, new StreamContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } });
        await SendAsync(request, static (_, _) => Task.FromResult(0), cancellationToken, bounded: false);
    }

    /// <summary>GETs a content stream; the caller disposes it.</summary>
    protected async Task<Stream> GetContentAsync(string path, string accept, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path);
        request.Headers.Accept.Clear();
        request.Headers.Accept.ParseAdd(accept);
        var response = await SendForHeadersAsync(request, cancellationToken);
        try
        {
            return new ResponseStream(response, await response.Content.ReadAsStreamAsync(cancellationToken));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>DELETEs a resource; one that is gone already (404) counts as deleted.</summary>
    protected async Task DeleteAsync(string path, string? ifMatch, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Delete, path);
        AddIfMatch(request, ifMatch);
        try
        {
            await SendAsync(request, static (_, _) => Task.FromResult(0), cancellationToken);
        }
        catch (SolRequestException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            // What was wanted is the case; a repeated DELETE must not fail.
        }
    }

    /// <summary>Sends a request and reads the answer within the time-out.</summary>
    protected async Task<T> SendAsync<T>(
        HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken, bool bounded = true)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (bounded)
        {
            limit.CancelAfter(Options.Timeout);
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            await ThrowOnErrorAsync(request, response, limit.Token);
            return await read(response, limit.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && IsOfTransport(exception))
        {
            throw Translate(request, exception);
        }
    }

    /// <summary>Makes a request below the API.</summary>
    protected HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content = null) => Request(method, new Uri(Path(path), UriKind.Relative), content);

    private async Task<HttpResponseMessage> SendForHeadersAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Options.Timeout);
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            await ThrowOnErrorAsync(request, response, limit.Token);
            return response;
        }
        catch (Exception exception)
        {
            response?.Dispose();
            if (cancellationToken.IsCancellationRequested || !IsOfTransport(exception))
            {
                throw;
            }

            throw Translate(request, exception);
        }
    }

    private static SolRequestException Failed(HttpRequestMessage request, string why, HttpResponseMessage? response = null, Exception? inner = null) =>
        new($"{request.Method} {request.RequestUri} failed: {why}", response?.StatusCode, null, request.RequestUri, null, inner);

    private static bool IsOfTransport(Exception exception) => exception is OperationCanceledException or HttpRequestException or IOException;

    private SolRequestException Translate(HttpRequestMessage request, Exception exception) => exception switch
    {
        OperationCanceledException => Failed(request, $"no answer within {Options.Timeout.TotalSeconds:0.#} s. It may have been carried out; repeat it with the same idempotency key, or look.", inner: exception),
        HttpRequestException => Failed(request, $"no connection ({exception.Message}).", inner: exception),
        _ => Failed(request, $"the connection broke ({exception.Message}).", inner: exception),
    };

    /// <summary>Makes a request to an address, absolute or below the root of the service.</summary>
    protected HttpRequestMessage Request(HttpMethod method, Uri uri, HttpContent? content = null)
    {
        var absolute = uri.IsAbsoluteUri || http.BaseAddress is null ? uri : new Uri(http.BaseAddress, uri);
        var request = new HttpRequestMessage(method, absolute) { Content = content };
        request.Headers.Add("Version", version);
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    private string Path(string path) => $"{api.Name}/{api.Major}/{path}";

    private static void AddIfMatch(HttpRequestMessage request, string? tag)
    {
        if (tag is not null)
        {
            request.Headers.IfMatch.ParseAdd(tag);
        }
    }

    /// <summary>A JSON body.</summary>
    protected static HttpContent JsonBody<T>(T body, JsonTypeInfo<T> type, string mediaType = "application/json") => Json(body, type, new MediaTypeHeaderValue(mediaType));

    private static ByteArrayContent Json<T>(T body, JsonTypeInfo<T> type, MediaTypeHeaderValue mediaType) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = mediaType } };

    private bool SameHost(Uri uri) => http.BaseAddress is null || (uri.Host == http.BaseAddress.Host && uri.Port == http.BaseAddress.Port && uri.Scheme == http.BaseAddress.Scheme);

    private static Uri? Absolute(HttpResponseMessage response, Uri? location) =>
        location is null || location.IsAbsoluteUri || response.RequestMessage?.RequestUri is not { IsAbsoluteUri: true } asked ? location : new Uri(asked, location);

    private static SolAccepted Accepted(HttpResponseMessage response)
    {
        var location = Absolute(response, response.Headers.Location)
            ?? throw Failed(response.RequestMessage!, $"the answer {(int)response.StatusCode} has no Location, so the operation occurrence is unknown.", response);
        var path = (location.IsAbsoluteUri ? location.AbsolutePath : location.OriginalString).TrimEnd('/');
        return new SolAccepted(location, Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]));
    }

    private Uri? NextPage(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links))
        {
            return null;
        }

        foreach (var link in links.SelectMany(static l => l.Split(", <")))
        {
            var text = link.TrimStart('<');
            var end = text.IndexOf('>', StringComparison.Ordinal);
            var relation = end < 0 ? string.Empty : text[end..];
            if ((relation.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase) || relation.Contains("rel=next", StringComparison.OrdinalIgnoreCase))
                && Uri.TryCreate(text[..end], UriKind.RelativeOrAbsolute, out var uri) && Absolute(response, uri) is { } next)
            {
                // The token must not travel to a host that a list happens to name.
                return SameHost(next) ? next : throw Failed(response.RequestMessage!, $"the next page is on another host ({next.Host}).", response);
            }
        }

        return null;
    }

    /// <summary>Reads a bounded JSON answer.</summary>
    protected async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(response, Options.MaxAnswerBytes, cancellationToken)
            ?? throw Failed(response.RequestMessage!, $"the answer is larger than {Options.MaxAnswerBytes} bytes.", response);
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type) ?? throw Failed(response.RequestMessage!, "the answer is null.", response);
        }
        catch (JsonException exception)
        {
            throw Failed(response.RequestMessage!, $"the answer {(int)response.StatusCode} is no {type.Type.Name}: {exception.Message}", response, exception);
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpResponseMessage response, int max, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > max)
        {
            return null;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[Math.Min(max, (int)(response.Content.Headers.ContentLength ?? 8192)) + 1];
        var length = 0;
        int read;
        while ((read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
            if (length > max)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(max + 1, buffer.Length * 2));
            }
        }

        return buffer.AsMemory(0, length);
    }

    private static async Task ThrowOnErrorAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.SeeOther)
        {
            return;
        }

        ProblemDetails? problem = null;
        if (response.Content.Headers.ContentType?.MediaType is { } media && media.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            && await ReadBytesAsync(response, 256 * 1024, cancellationToken) is { Length: > 0 } bytes)
        {
            try
            {
                problem = JsonSerializer.Deserialize(bytes.Span, ProblemJsonContext.Default.ProblemDetails);
            }
            catch (JsonException)
            {
                // Not a problem body; the status says enough.
            }
        }

        var retry = response.Headers.RetryAfter;
        var after = retry?.Delta ?? (retry?.Date is { } date && response.Headers.Date is { } now ? date - now : null);
        throw new SolRequestException(
            $"{request.Method} {request.RequestUri} was answered {(int)response.StatusCode} {response.ReasonPhrase}{(problem is null ? "." : ": " + problem.Detail)}",
            response.StatusCode, problem, request.RequestUri, after);
    }
}
