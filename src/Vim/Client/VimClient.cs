using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NfvOrchestrator.Vim;

/// <summary>
/// Typed client of a VIM adapter. Every call is idempotent and repeated on transient failures; what is left is a <see cref="VimException"/> with a typed cause.
/// The given <see cref="HttpClient"/> carries the base address of the adapter and the authentication; the tenant follows from its token.
/// </summary>
public sealed class VimClient(HttpClient http, VimClientOptions? options = null, TimeProvider? time = null)
{
    private readonly VimTransport transport = new(http, options ?? new VimClientOptions(), time ?? TimeProvider.System);
    private readonly VimClientOptions options = options ?? new VimClientOptions();
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>A client of the same adapter that is more or less patient (<see cref="VimClientOptions.Patience"/>).</summary>
    public VimClient WithPatience(TimeSpan patience) => new(http, options with { Patience = patience }, time);

    /// <summary>Accounts the tenant may use.</summary>
    public async Task<IReadOnlyList<VimAccount>> ListAccountsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(HttpMethod.Get, $"{VimApi.Root}/accounts", null, VimJsonContext.Default.VimAccountList, TimeSpan.Zero, null, null, cancellationToken))!.Accounts;

    /// <summary>One account.</summary>
    public async Task<VimAccount> GetAccountAsync(string accountId, CancellationToken cancellationToken) =>
        (await ReadAsync(HttpMethod.Get, Account(accountId), null, VimJsonContext.Default.VimAccount, TimeSpan.Zero, null, null, cancellationToken))!;

    /// <summary>Capacity and quotas of an account.</summary>
    public async Task<VimCapacity> GetCapacityAsync(string accountId, CancellationToken cancellationToken) =>
        (await ReadAsync(HttpMethod.Get, Account(accountId) + "/capacity", null, VimJsonContext.Default.VimCapacity, TimeSpan.Zero, null, null, cancellationToken, options.ListTimeout))!;

    /// <summary>A page of the flavours that servers of an account could name.</summary>
    public async Task<VimFlavourPage> ListFlavoursAsync(string accountId, string? marker, int limit, CancellationToken cancellationToken) =>
        (await ReadAsync(HttpMethod.Get, Page(accountId, "flavours", marker, limit), null, VimJsonContext.Default.VimFlavourPage, TimeSpan.Zero, null, null, cancellationToken, options.ListTimeout))!;

    /// <summary>A page of the software images that servers of an account could name, whoever stored them.</summary>
    public async Task<VimImagePage> ListImagesAsync(string accountId, string? marker, int limit, CancellationToken cancellationToken) =>
        (await ReadAsync(HttpMethod.Get, Page(accountId, "images", marker, limit), null, VimJsonContext.Default.VimImagePage, TimeSpan.Zero, null, null, cancellationToken, options.ListTimeout))!;

    /// <summary>The flavour that the VIM has for a server like this; null: none, the adapter would make one or the VIM has none. Nothing is done.</summary>
    public Task<VimFlavour?> FindFlavourAsync(string accountId, ComputeSpec server, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Post, Account(accountId) + "/flavours/search", JsonSerializer.SerializeToUtf8Bytes(server, VimJsonContext.Default.VimResourceSpec), VimJsonContext.Default.VimFlavour, TimeSpan.Zero, null, null, cancellationToken);

    /// <summary>A network by what a port would name it, whoever made it; null: there is none that the tenant may use.</summary>
    public async Task<VimNetwork?> FindNetworkAsync(string accountId, string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(HttpMethod.Get, $"{Account(accountId)}/networks/{Uri.EscapeDataString(reference)}", null, VimJsonContext.Default.VimNetwork, TimeSpan.Zero, null, null, cancellationToken);
        }
        catch (VimException absent) when (absent.Cause == VimErrorCause.NOT_FOUND && string.Equals(absent.ResourceKey, reference, StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>Creates, adopts or updates; with a wait, answers when the state is no longer transitional or the wait is over.</summary>
    public async Task<VimResource> PutAsync(string accountId, string key, VimResourceSpec spec, TimeSpan wait, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(spec, VimJsonContext.Default.VimResourceSpec);
        return (await ReadAsync(HttpMethod.Put, Resource(accountId, spec.Kind, key, wait), body, VimJsonContext.Default.VimResource, wait, spec.Kind, key, cancellationToken))!;
    }

    /// <summary>The resource, or null when there is none; with a wait, answers when the state is no longer transitional or the wait is over.</summary>
    public async Task<VimResource?> GetAsync(string accountId, VimResourceKind kind, string key, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(HttpMethod.Get, Resource(accountId, kind, key, wait), null, VimJsonContext.Default.VimResource, wait, kind, key, cancellationToken);
        }
        catch (VimException absent) when (absent.Cause == VimErrorCause.NOT_FOUND && string.Equals(absent.ResourceKey, key, StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>Starts removing; null when it is gone. With a wait, answers when it is gone or has failed or the wait is over.</summary>
    public Task<VimResource?> DeleteAsync(string accountId, VimResourceKind kind, string key, TimeSpan wait, CancellationToken cancellationToken) =>
        ReadAsync(HttpMethod.Delete, Resource(accountId, kind, key, wait), null, VimJsonContext.Default.VimResource, wait, kind, key, cancellationToken);

    /// <summary>Does something with a resource, once per action id.</summary>
    public async Task<VimResource> ActAsync(string accountId, VimResourceKind kind, string key, VimAction action, TimeSpan wait, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(action, VimJsonContext.Default.VimAction);
        var path = $"{Account(accountId)}/resources/{kind.Token()}/{Uri.EscapeDataString(key)}/actions{Wait(wait)}";
        return (await ReadAsync(HttpMethod.Post, path, body, VimJsonContext.Default.VimResource, wait, kind, key, cancellationToken))!;
    }

    /// <summary>
    /// Puts and waits until the resource is ready (ACTIVE, STOPPED or PENDING_UPLOAD); throws what the VIM reports when it fails, and TIMEOUT (retryable) when it is not ready in time.
    /// Calling it again goes on waiting for the same resource.
    /// </summary>
    public async Task<VimResource> EnsureAsync(string accountId, string key, VimResourceSpec spec, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var resource = await PutAsync(accountId, key, spec, Poll(start, timeout), cancellationToken);
        return await SettleAsync(resource, start, timeout, cancellationToken)
            ?? throw new VimException(VimErrorCause.CONFLICT, $"{spec.Kind.Token()} '{key}' was deleted by somebody else while it was being made at account '{accountId}'.", retryable: true, spec.Kind, key);
    }

    /// <summary>Deletes and waits until the resource is gone.</summary>
    public async Task EnsureDeletedAsync(string accountId, VimResourceKind kind, string key, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var resource = await DeleteAsync(accountId, kind, key, Poll(start, timeout), cancellationToken);
        while (resource is not null)
        {
            if (resource.State == VimResourceState.ERROR) throw Failed(resource, "could not be deleted");
            if (time.GetElapsedTime(start) >= timeout) throw Late(resource, timeout, "gone");
            resource = await GetAsync(accountId, kind, key, Poll(start, timeout), cancellationToken);
        }
    }

    /// <summary>Acts and waits until the resource has settled.</summary>
    public async Task<VimResource> EnsureActedAsync(string accountId, VimResourceKind kind, string key, VimAction action, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var resource = await ActAsync(accountId, kind, key, action, Poll(start, timeout), cancellationToken);
        return await SettleAsync(resource, start, timeout, cancellationToken)
            ?? throw new VimException(VimErrorCause.NOT_FOUND, $"{kind.Token()} '{key}' was deleted by somebody else during {action.Type} at account '{accountId}'.", retryable: false, kind, key);
    }

    /// <summary>A console of a server that runs; the URL is for the person who asked, not for records.</summary>
    public async Task<VimConsole> GetConsoleAsync(string accountId, string key, string? type, CancellationToken cancellationToken) =>
        (await ReadAsync(HttpMethod.Get, $"{Account(accountId)}/resources/compute/{Uri.EscapeDataString(key)}/console{(type is null ? "" : "?type=" + Uri.EscapeDataString(type))}", null,
            VimJsonContext.Default.VimConsole, TimeSpan.Zero, VimResourceKind.Compute, key, cancellationToken))!;

    /// <summary>A host as an administrator sees it.</summary>
    public async Task<VimHostStatus> GetHostAsync(string accountId, string host, CancellationToken cancellationToken) =>
        (await ReadAsync(HttpMethod.Get, $"{Account(accountId)}/hosts/{Uri.EscapeDataString(host)}", null, VimJsonContext.Default.VimHostStatus, TimeSpan.Zero, null, null, cancellationToken))!;

    /// <summary>Drains or enables a host; <see cref="GetHostAsync"/> tells how far it is.</summary>
    public async Task<VimHostStatus> ActOnHostAsync(string accountId, string host, VimHostAction action, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(action, VimJsonContext.Default.VimHostAction);
        return (await ReadAsync(HttpMethod.Post, $"{Account(accountId)}/hosts/{Uri.EscapeDataString(host)}/actions", body, VimJsonContext.Default.VimHostStatus, TimeSpan.Zero, null, null, cancellationToken))!;
    }

    /// <summary>Carries out up to <see cref="VimBatchRequest.MaxItems"/> items; with a wait, answers when none is transitional any more or the wait is over.</summary>
    public async Task<VimBatchResponse> BatchAsync(string accountId, VimBatchRequest request, TimeSpan wait, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, VimJsonContext.Default.VimBatchRequest);
        return (await ReadAsync(HttpMethod.Post, $"{Account(accountId)}/batch{Wait(wait)}", body, VimJsonContext.Default.VimBatchResponse, wait, null, null, cancellationToken))!;
    }

    /// <summary>A page of the tenant's resources.</summary>
    public async Task<VimResourcePage> ListAsync(string accountId, VimResourceQuery query, CancellationToken cancellationToken)
    {
        var path = new StringBuilder(Account(accountId)).Append("/resources?limit=").Append(query.Limit.ToString(CultureInfo.InvariantCulture));
        if (query.Kind is { } kind) path.Append("&kind=").Append(kind.Token());
        if (query.InstanceId is { } instance) path.Append("&instanceId=").Append(Uri.EscapeDataString(instance));
        if (query.Marker is { } marker) path.Append("&marker=").Append(Uri.EscapeDataString(marker));
        return (await ReadAsync(HttpMethod.Get, path.ToString(), null, VimJsonContext.Default.VimResourcePage, TimeSpan.Zero, null, null, cancellationToken, options.ListTimeout))!;
    }

    /// <summary>All of the tenant's resources, page after page.</summary>
    public async IAsyncEnumerable<VimResource> ListAllAsync(string accountId, VimResourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await ListAsync(accountId, query, cancellationToken);
            foreach (var resource in page.Resources) yield return resource;
            if (page.NextMarker is null) yield break;
            query = query with { Marker = page.NextMarker };
        }
    }

    /// <summary>Uploads the content of an image that is PENDING_UPLOAD. A stream that can seek is sent again after a transient failure.</summary>
    public async Task<VimResource> UploadImageAsync(string accountId, string key, Stream content, CancellationToken cancellationToken)
    {
        var start = content.CanSeek ? content.Position : 0;
        var path = $"{Account(accountId)}/resources/image/{Uri.EscapeDataString(key)}/content";
        using var answer = await transport.SendAsync(
            () =>
            {
                if (content.CanSeek) content.Position = start;
                var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StreamContent(new UnclosableStream(content)) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                return request;
            },
            options.UploadTimeout, repeatable: content.CanSeek, VimResourceKind.Image, key, cancellationToken);
        return (await transport.ReadAsync(answer, VimJsonContext.Default.VimResource, cancellationToken))!;
    }

    private static string Account(string accountId) => $"{VimApi.Root}/accounts/{Uri.EscapeDataString(accountId)}";

    private static string Page(string accountId, string what, string? marker, int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Account(accountId)}/{what}?limit={limit}{(marker is null ? "" : "&marker=" + Uri.EscapeDataString(marker))}");

    private static string Resource(string accountId, VimResourceKind kind, string key, TimeSpan wait) =>
        $"{Account(accountId)}/resources/{kind.Token()}/{Uri.EscapeDataString(key)}{Wait(wait)}";

    private static string Wait(TimeSpan wait) => wait <= TimeSpan.Zero ? "" : string.Create(CultureInfo.InvariantCulture, $"?wait={wait.TotalSeconds:0.###}");

    private async Task<VimResource?> SettleAsync(VimResource resource, long start, TimeSpan timeout, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (resource.State == VimResourceState.ERROR) throw Failed(resource, "failed");
            if (!resource.State.IsTransitional()) return resource;
            if (time.GetElapsedTime(start) >= timeout) throw Late(resource, timeout, "ready");
            var next = await GetAsync(resource.AccountId, resource.Kind, resource.Key, Poll(start, timeout), cancellationToken);
            if (next is null) return null;
            resource = next;
        }
    }

    private TimeSpan Poll(long start, TimeSpan timeout)
    {
        var left = timeout - time.GetElapsedTime(start);
        var poll = options.LongPoll < VimApi.MaxWait ? options.LongPoll : VimApi.MaxWait;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < poll ? left : poll;
    }

    private static VimException Failed(VimResource resource, string what)
    {
        var error = resource.Error ?? new VimError { Cause = VimErrorCause.INTERNAL, Message = "The VIM reports state ERROR without a reason." };
        return new VimException(
            error with { Message = $"{resource.Kind.Token()} '{resource.Key}' (VIM id {resource.VimResourceId ?? "none"}) {what} at account '{resource.AccountId}': {error.Message}" },
            resource.Kind, resource.Key);
    }

    private static VimException Late(VimResource resource, TimeSpan timeout, string wanted) => new(
        VimErrorCause.TIMEOUT,
        $"{resource.Kind.Token()} '{resource.Key}' (VIM id {resource.VimResourceId ?? "none"}) at account '{resource.AccountId}' is not {wanted} after {timeout.TotalSeconds:0} s: its state is {resource.State}. It was not given up: asking again continues.",
        retryable: true, resource.Kind, resource.Key)
    {
        WaitedFor = timeout,
    };

    private async Task<T?> ReadAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> type, TimeSpan wait, VimResourceKind? kind, string? key, CancellationToken cancellationToken, TimeSpan? attempt = null)
        where T : class
    {
        using var answer = await transport.SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(method, path);
                if (body is not null)
                {
                    request.Content = new ByteArrayContent(body);
                    request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                }

                return request;
            },
            (attempt ?? options.AttemptTimeout) + wait, repeatable: true, kind, key, cancellationToken);
        return answer.StatusCode == HttpStatusCode.NoContent ? null : await transport.ReadAsync(answer, type, cancellationToken);
    }
}
