using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Vim;

/// <summary>The REST face of an <see cref="IVimDriver"/>.</summary>
public static class VimEndpoints
{
    private const int DefaultLimit = 200;

    /// <summary>The document of the contract.</summary>
    public static ApiDocument Document { get; } = new("vim-v1", "The contract of VIM adapters: accounts, capacity, resources by kind and key, actions, hosts, images.");

    /// <summary>Maps the contract under <see cref="VimApi.Root"/>, over the <see cref="IVimDriver"/> of the service provider; every endpoint requires the default policy (reading or writing role) and a tenant.</summary>
    public static RouteGroupBuilder MapVim(this IEndpointRouteBuilder routes)
    {
        var vim = routes.MapGroup(VimApi.Root).RequireAuthorization().InDocument(Document).OpenToVnfms(writes: true).AddEndpointFilter<VimErrorFilter>();
        vim.MapGet("/accounts", ListAccountsAsync).WithName("ListVimAccounts").Produces<VimAccountList>();
        vim.MapGet("/accounts/{accountId}", GetAccountAsync).WithName("GetVimAccount").Produces<VimAccount>();
        vim.MapGet("/accounts/{accountId}/capacity", GetCapacityAsync).WithName("GetVimCapacity").Produces<VimCapacity>();
        vim.MapGet("/accounts/{accountId}/flavours", ListFlavoursAsync).WithName("ListVimFlavours").Produces<VimFlavourPage>();
        vim.MapGet("/accounts/{accountId}/images", ListImagesAsync).WithName("ListVimImages").Produces<VimImagePage>();
        vim.MapPost("/accounts/{accountId}/flavours/search", FindFlavourAsync).WithName("FindVimFlavour").Accepts<VimResourceSpec>("application/json").Produces<VimFlavour>().Produces(StatusCodes.Status204NoContent);
        vim.MapGet("/accounts/{accountId}/networks/{reference}", FindNetworkAsync).WithName("FindVimNetwork").Produces<VimNetwork>();
        vim.MapGet("/accounts/{accountId}/resources", ListAsync).WithName("ListVimResources").Produces<VimResourcePage>();
        vim.MapPut("/accounts/{accountId}/resources/{kind}/{key}", PutAsync).WithName("PutVimResource").Accepts<VimResourceSpec>("application/json").Produces<VimResource>().Produces<VimResource>(StatusCodes.Status201Created).Produces<VimResource>(StatusCodes.Status202Accepted);
        vim.MapGet("/accounts/{accountId}/resources/{kind}/{key}", GetAsync).WithName("GetVimResource").Produces<VimResource>();
        vim.MapDelete("/accounts/{accountId}/resources/{kind}/{key}", DeleteAsync).WithName("DeleteVimResource").Produces<VimResource>(StatusCodes.Status202Accepted).Produces(StatusCodes.Status204NoContent);
        vim.MapPost("/accounts/{accountId}/resources/{kind}/{key}/actions", ActAsync).WithName("ActOnVimResource").Accepts<VimAction>("application/json").Produces<VimResource>().Produces<VimResource>(StatusCodes.Status202Accepted);
        vim.MapGet("/accounts/{accountId}/resources/compute/{key}/console", GetConsoleAsync).WithName("GetVimConsole").Produces<VimConsole>().RequireAuthorization(NfvPolicies.Write);
        vim.MapGet("/accounts/{accountId}/hosts/{host}", GetHostAsync).WithName("GetVimHost").Produces<VimHostStatus>();
        vim.MapPost("/accounts/{accountId}/hosts/{host}/actions", ActOnHostAsync).WithName("ActOnVimHost").Accepts<VimHostAction>("application/json").Produces<VimHostStatus>(StatusCodes.Status202Accepted).RequireAuthorization(NfvPolicies.Write);
        vim.MapPut("/accounts/{accountId}/resources/image/{key}/content", UploadAsync).WithName("UploadVimImage").Produces<VimResource>();
        vim.MapPost("/accounts/{accountId}/batch", BatchAsync).WithName("BatchVimResources").Accepts<VimBatchRequest>("application/json").Produces<VimBatchResponse>();
        return vim;
    }

    private static async Task<IResult> ListAccountsAsync(HttpContext http, IVimDriver driver) =>
        Json(new VimAccountList(await driver.ListAccountsAsync(VimCaller.Of(http), http.RequestAborted)), VimJsonContext.Default.VimAccountList);

    private static async Task<IResult> GetAccountAsync(HttpContext http, IVimDriver driver, string accountId)
    {
        foreach (var account in await driver.ListAccountsAsync(VimCaller.Of(http), http.RequestAborted))
        {
            if (string.Equals(account.Id, accountId, StringComparison.Ordinal)) return Json(account, VimJsonContext.Default.VimAccount);
        }

        throw new VimException(VimErrorCause.NOT_FOUND, $"There is no VIM account '{accountId}' for your tenant at this adapter. GET {VimApi.Root}/accounts lists them.");
    }

    private static async Task<IResult> GetCapacityAsync(HttpContext http, IVimDriver driver, string accountId) =>
        Json(await driver.GetCapacityAsync(VimCaller.Of(http), accountId, http.RequestAborted), VimJsonContext.Default.VimCapacity);

    private static async Task<IResult> ListFlavoursAsync(HttpContext http, IVimDriver driver, string accountId, string? marker, int? limit) =>
        Json(await driver.ListFlavoursAsync(VimCaller.Of(http), accountId, marker, Limit(limit), http.RequestAborted), VimJsonContext.Default.VimFlavourPage);

    private static async Task<IResult> ListImagesAsync(HttpContext http, IVimDriver driver, string accountId, string? marker, int? limit) =>
        Json(await driver.ListImagesAsync(VimCaller.Of(http), accountId, marker, Limit(limit), http.RequestAborted), VimJsonContext.Default.VimImagePage);

    /// <summary>A question, asked by POST because it has a body.</summary>
    private static async Task<IResult> FindFlavourAsync(HttpContext http, IVimDriver driver, string accountId)
    {
        const string what = "flavour-search";
        var spec = await BodyAsync(http, VimJsonContext.Default.VimResourceSpec);
        VimSpecValidator.Validate(what, spec);
        return spec is not ComputeSpec server
            ? throw new VimException(VimErrorCause.INVALID_REQUEST, $"The body describes a {spec.Kind.Token()}; flavours are for servers ({VimResourceKind.Compute.Token()}).")
            : await driver.FindFlavourAsync(VimCaller.Of(http), accountId, server, http.RequestAborted) is { } flavour
                ? Json(flavour, VimJsonContext.Default.VimFlavour)
                : TypedResults.NoContent();
    }

    private static async Task<IResult> FindNetworkAsync(HttpContext http, IVimDriver driver, string accountId, string reference) =>
        Json(await driver.FindNetworkAsync(VimCaller.Of(http), accountId, reference, http.RequestAborted)
            ?? throw new VimException(VimErrorCause.NOT_FOUND, $"Account '{accountId}' has no network '{reference}' that your tenant may use.", kind: VimResourceKind.Network, resourceKey: reference), VimJsonContext.Default.VimNetwork);

    private static async Task<IResult> ListAsync(HttpContext http, IVimDriver driver, string accountId, string? kind, string? instanceId, string? marker, int? limit)
    {
        var query = new VimResourceQuery { Kind = kind is null ? null : Kind(kind), InstanceId = instanceId, Marker = marker, Limit = Limit(limit) };
        return Json(await driver.ListAsync(VimCaller.Of(http), accountId, query, http.RequestAborted), VimJsonContext.Default.VimResourcePage);
    }

    private static async Task<IResult> PutAsync(HttpContext http, IVimDriver driver, string accountId, string kind, string key)
    {
        var wanted = Kind(kind);
        var wait = Wait(http);
        var spec = await BodyAsync(http, VimJsonContext.Default.VimResourceSpec);
        if (spec.Kind != wanted)
        {
            throw new VimException(VimErrorCause.INVALID_REQUEST, $"The body describes a {spec.Kind.Token()}, the URL names a {kind}. Nothing was done.", kind: wanted, resourceKey: key);
        }

        VimSpecValidator.Validate(key, spec);
        var caller = VimCaller.Of(http);
        var result = await driver.PutAsync(caller, accountId, key, spec, http.RequestAborted);
        if (wait > TimeSpan.Zero && result.Resource.State.IsTransitional()
            && await driver.GetAsync(caller, accountId, wanted, key, wait, http.RequestAborted) is { } later)
        {
            result = result with { Resource = later };
        }

        return Json(result.Resource, VimJsonContext.Default.VimResource, VimStatus.Of(result));
    }

    private static async Task<IResult> GetAsync(HttpContext http, IVimDriver driver, string accountId, string kind, string key)
    {
        var wanted = Kind(kind);
        var found = await driver.GetAsync(VimCaller.Of(http), accountId, wanted, key, Wait(http), http.RequestAborted)
            ?? throw new VimException(VimErrorCause.NOT_FOUND, $"There is no {kind} '{key}' of your tenant in account '{accountId}'.", kind: wanted, resourceKey: key);
        return Json(found, VimJsonContext.Default.VimResource);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, IVimDriver driver, string accountId, string kind, string key)
    {
        var wanted = Kind(kind);
        var wait = Wait(http);
        var caller = VimCaller.Of(http);
        var left = await driver.DeleteAsync(caller, accountId, wanted, key, http.RequestAborted);
        if (left is not null && wait > TimeSpan.Zero && left.State.IsTransitional())
        {
            left = await driver.GetAsync(caller, accountId, wanted, key, wait, http.RequestAborted);
        }

        return left is null ? TypedResults.NoContent() : Json(left, VimJsonContext.Default.VimResource, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ActAsync(HttpContext http, IVimDriver driver, string accountId, string kind, string key)
    {
        var wanted = Kind(kind);
        var wait = Wait(http);
        var action = await BodyAsync(http, VimJsonContext.Default.VimAction);
        VimActionValidator.Validate(wanted, key, action);
        var caller = VimCaller.Of(http);
        var resource = await driver.ActAsync(caller, accountId, wanted, key, action, http.RequestAborted);
        if (wait > TimeSpan.Zero && resource.State.IsTransitional())
        {
            resource = await driver.GetAsync(caller, accountId, wanted, key, wait, http.RequestAborted) ?? resource;
        }

        return Json(resource, VimJsonContext.Default.VimResource, resource.State.IsTransitional() ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private static async Task<IResult> GetConsoleAsync(HttpContext http, IVimDriver driver, string accountId, string key, string? type)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Json(await driver.GetConsoleAsync(VimCaller.Of(http), accountId, key, type, http.RequestAborted), VimJsonContext.Default.VimConsole);
    }

    private static async Task<IResult> GetHostAsync(HttpContext http, IVimDriver driver, string accountId, string host) =>
        Json(await driver.GetHostAsync(VimCaller.Of(http), accountId, host, http.RequestAborted), VimJsonContext.Default.VimHostStatus);

    private static async Task<IResult> ActOnHostAsync(HttpContext http, IVimDriver driver, string accountId, string host)
    {
        var action = await BodyAsync(http, VimJsonContext.Default.VimHostAction);
        if (action.Reason is { Length: > 255 }) throw new VimException(VimErrorCause.INVALID_REQUEST, "reason has more than 255 characters. Nothing was done.");
        return Json(await driver.ActOnHostAsync(VimCaller.Of(http), accountId, host, action, http.RequestAborted), VimJsonContext.Default.VimHostStatus, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, IVimDriver driver, string accountId, string key)
    {
        // Images are gigabytes; they are streamed, and the driver counts against the announced size.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        return Json(await driver.UploadImageAsync(VimCaller.Of(http), accountId, key, http.Request.Body, http.RequestAborted), VimJsonContext.Default.VimResource);
    }

    private static async Task<IResult> BatchAsync(HttpContext http, IVimDriver driver, string accountId)
    {
        var wait = Wait(http);
        var batch = await BodyAsync(http, VimJsonContext.Default.VimBatchRequest);
        if (batch.Items is not { Count: >= 1 and <= VimBatchRequest.MaxItems } || batch.Items.Any(item => item?.Key is null))
        {
            throw new VimException(VimErrorCause.INVALID_REQUEST, $"A batch has 1 to {VimBatchRequest.MaxItems} items; this one has {batch.Items?.Count ?? 0}, and none may be null. Nothing was done.");
        }

        var caller = VimCaller.Of(http);
        var response = await driver.BatchAsync(caller, accountId, batch, http.RequestAborted);
        if (wait > TimeSpan.Zero) response = await SettleAsync(driver, caller, accountId, response, wait, http.RequestAborted);
        return Json(response, VimJsonContext.Default.VimBatchResponse);
    }

    private static async Task<VimBatchResponse> SettleAsync(
        IVimDriver driver, VimCallContext caller, string accountId, VimBatchResponse response, TimeSpan wait, CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(response.Results.Select(async result =>
        {
            if (result.Resource?.State.IsTransitional() != true) return result;
            var deleting = result.Resource.State == VimResourceState.DELETING;
            var later = await driver.GetAsync(caller, accountId, result.Kind, result.Key, wait, cancellationToken);
            return later is null
                ? result with { Resource = null, Status = deleting ? 204 : 404 }
                : result with { Resource = later };
        }));
        return new VimBatchResponse(results);
    }

    /// <summary>Size of a page.</summary>
    private static int Limit(int? limit) => limit is null or (>= 1 and <= VimResourceQuery.MaxLimit)
        ? limit ?? DefaultLimit
        : throw new VimException(VimErrorCause.INVALID_REQUEST, $"limit is {limit}; 1 to {VimResourceQuery.MaxLimit} is possible.");

    private static VimResourceKind Kind(string token) => VimResourceKinds.TryParse(token, out var kind)
        ? kind
        : throw new VimException(VimErrorCause.INVALID_REQUEST, $"'{token}' is not a kind of resource; {string.Join(", ", VimResourceKinds.All.Select(known => known.Token()))} are.");

    private static TimeSpan Wait(HttpContext http)
    {
        var text = http.Request.Query["wait"];
        if (text.Count == 0) return TimeSpan.Zero;
        if (text.Count == 1 && double.TryParse(text[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= VimApi.MaxWait.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        throw new VimException(VimErrorCause.INVALID_REQUEST, $"wait is '{text}'; seconds from 0 to {VimApi.MaxWait.TotalSeconds:0} are possible.");
    }

    private static async ValueTask<T> BodyAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must be application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = VimApi.MaxBodyBytes;
        return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted)
            ?? throw new VimException(VimErrorCause.INVALID_REQUEST, "The body is null. Nothing was done.");
    }

    private static JsonHttpResult<T> Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => TypedResults.Json(value, type, contentType: null, status);
}
