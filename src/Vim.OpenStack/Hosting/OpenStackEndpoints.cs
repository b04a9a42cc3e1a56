using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.OpenApi;
using NfvOrchestrator.Vim.OpenStack.Accounts;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>The adapter's endpoints: the contract, and the accounts of a tenant as a resource of our own.</summary>
public static class OpenStackEndpoints
{
    /// <summary>Root of the vendor resource.</summary>
    public const string Root = "/openstack/v1";

    /// <summary>The document of the vendor resource.</summary>
    public static ApiDocument Document { get; } = new("openstack-v1", "The OpenStack accounts of a tenant: registered, looked at, changed, removed; and what is tagged ours there without a record.");

    /// <summary>Maps the contract and the accounts.</summary>
    public static IEndpointRouteBuilder MapVimOpenStack(this IEndpointRouteBuilder routes)
    {
        routes.MapVim();
        const string json = "application/json";
        var accounts = routes.MapGroup(Root + "/accounts").RequireAuthorization().InDocument(Document).AddEndpointFilter<VimErrorFilter>();
        accounts.MapGet("", ListAsync).WithName("ListOpenStackAccounts").Produces<OpenStackAccountList>();
        accounts.MapPost("", AddAsync).WithName("AddOpenStackAccount").Accepts<OpenStackAccountSettings>(json).Produces<OpenStackAccountView>(StatusCodes.Status201Created);
        accounts.MapGet("/{accountId}", GetAsync).WithName("GetOpenStackAccount").Produces<OpenStackAccountView>();
        accounts.MapPut("/{accountId}", PutAsync).WithName("PutOpenStackAccount").Accepts<OpenStackAccountSettings>(json).Produces<OpenStackAccountView>();
        accounts.MapDelete("/{accountId}", RemoveAsync).WithName("RemoveOpenStackAccount").Produces(StatusCodes.Status204NoContent);
        accounts.MapGet("/{accountId}/orphans", OrphansAsync).WithName("ListOpenStackOrphans").Produces<OrphanList>();
        accounts.MapDelete("/{accountId}/orphans", RemoveOrphansAsync).WithName("RemoveOpenStackOrphans").Produces<OrphanList>();
        return routes;
    }

    private static async Task<IResult> ListAsync(HttpContext http, AccountRegistry registry, AccountHealth health) =>
        Json(new OpenStackAccountList(await Task.WhenAll((await registry.ListAsync(http.GetTenant(), http.RequestAborted)).Select(a => ViewAsync(health, a, false, http.RequestAborted)))), OpenStackJson.Default.OpenStackAccountList);

    private static async Task<IResult> AddAsync(HttpContext http, AccountRegistry registry, AccountHealth health)
    {
        var settings = await BodyAsync(http);
        if (!await registry.AddAsync(http.GetTenant(), settings, http.RequestAborted))
        {
            throw new VimException(VimErrorCause.CONFLICT, $"There is an OpenStack account '{settings.Id}' already. Nothing was stored; PUT {Root}/accounts/{settings.Id} changes it.");
        }
        http.Response.Headers.Location = $"{Root}/accounts/{settings.Id}";
        var account = await registry.GetAsync(http.GetTenant(), settings.Id, http.RequestAborted);
        return Json(await ViewAsync(health, account, true, http.RequestAborted), OpenStackJson.Default.OpenStackAccountView, StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetAsync(HttpContext http, AccountRegistry registry, AccountHealth health, string accountId, bool? probeAgain) =>
        Json(await ViewAsync(health, await registry.GetAsync(http.GetTenant(), accountId, http.RequestAborted), probeAgain == true, http.RequestAborted), OpenStackJson.Default.OpenStackAccountView);

    private static async Task<IResult> PutAsync(HttpContext http, AccountRegistry registry, AccountHealth health, string accountId)
    {
        var settings = await BodyAsync(http);
        if (settings.Id.Length > 0 && settings.Id != accountId)
        {
            throw new VimException(VimErrorCause.INVALID_REQUEST, $"The body is account '{settings.Id}', the URL names '{accountId}'. Nothing was stored.");
        }
        settings = settings with { Id = accountId };
        Changeable(await registry.GetAsync(http.GetTenant(), accountId, http.RequestAborted));
        if (!await registry.ReplaceAsync(http.GetTenant(), settings, http.RequestAborted))
        {
            throw new VimException(VimErrorCause.NOT_FOUND, $"There is no OpenStack account '{accountId}'. POST {Root}/accounts registers one.");
        }
        return Json(await ViewAsync(health, await registry.GetAsync(http.GetTenant(), accountId, http.RequestAborted), true, http.RequestAborted), OpenStackJson.Default.OpenStackAccountView);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, AccountRegistry registry, RecordStore records, AccountAlarms alarms, string accountId)
    {
        var tenant = http.GetTenant();
        if (await registry.FindAsync(tenant, accountId, http.RequestAborted) is not { } account)
        {
            return TypedResults.NoContent();
        }
        Changeable(account);
        await foreach (var record in records.ListAsync(tenant, accountId, null, null, http.RequestAborted))
        {
            throw new VimException(VimErrorCause.CONFLICT, $"OpenStack account '{accountId}' still has resources of yours (e.g. {record.Value.Kind.Token()} '{record.Value.Key}'). Nothing was removed; terminate what uses it first.");
        }
        // Before, so that whoever is interrupted may do it again, and after, as a look that was under way may have raised another.
        await alarms.ClearAsync(account, tenant, http.RequestAborted);
        await registry.RemoveAsync(tenant, accountId, http.RequestAborted);
        await alarms.ClearAsync(account, tenant, CancellationToken.None);
        return TypedResults.NoContent();
    }

    private static Task<IResult> OrphansAsync(HttpContext http, AccountRegistry registry, RecordStore records, ResourceEngine engine, string accountId) =>
        SeekAsync(http, registry, records, engine, accountId, remove: false);

    private static Task<IResult> RemoveOrphansAsync(HttpContext http, AccountRegistry registry, RecordStore records, ResourceEngine engine, string accountId) =>
        SeekAsync(http, registry, records, engine, accountId, remove: true);

    private static async Task<IResult> SeekAsync(HttpContext http, AccountRegistry registry, RecordStore records, ResourceEngine engine, string accountId, bool remove)
    {
        var account = await registry.GetAsync(http.GetTenant(), accountId, http.RequestAborted);
        return Json(await new OrphanReader(account, records, engine).ReadAsync(http.GetTenant(), remove, http.RequestAborted), OpenStackJson.Default.OrphanList);
    }

    private static void Changeable(OsAccount account)
    {
        if (AccountRegistry.IsConfigured(account))
        {
            throw new VimException(VimErrorCause.CONFLICT, $"OpenStack account '{account.Id}' comes from the adapter's configuration (section {OpenStackOptions.Section}:Accounts) and is changed there. Nothing was done.");
        }
    }

    private static async Task<OpenStackAccountView> ViewAsync(AccountHealth health, OsAccount account, bool again, CancellationToken cancellationToken)
    {
        var (state, detail, capabilities) = await health.LookAsync(account, again, cancellationToken);
        return new OpenStackAccountView { Settings = AccountSecrets.Redact(account.Settings), Configured = AccountRegistry.IsConfigured(account), Health = state, HealthDetail = detail, Capabilities = capabilities };
    }

    private static async ValueTask<OpenStackAccountSettings> BodyAsync(HttpContext http) =>
        await JsonSerializer.DeserializeAsync(http.Request.Body, OpenStackJson.Default.OpenStackAccountSettings, http.RequestAborted)
            ?? throw new VimException(VimErrorCause.INVALID_REQUEST, "The body is null. Nothing was done.");

    private static JsonHttpResult<T> Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => TypedResults.Json(value, type, contentType: null, status);
}
