using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Accounts;

/// <summary>All accounts: those of the configuration and those that tenants registered. An account that changed in the store is taken up within seconds.</summary>
internal sealed class AccountRegistry : IDisposable
{
    public static readonly DocumentCollection<AccountDocument> Collection = new() { Name = "openstack_accounts", TypeInfo = OpenStackJson.Default.AccountDocument };

    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<(string Owner, string Id), Entry> entries = new();
    private readonly IDocumentStore store;
    private readonly AccountSecrets secrets;
    private readonly Func<OpenStackAccountSettings, string, VimException?, OsAccount> open;
    private readonly OpenStackOptions options;
    private readonly TimeProvider time;

    public AccountRegistry(
        IDocumentStore store, AccountSecrets secrets, OpenStackOptions options, OsHttpClients clients, IHttpClientFactory factory, RecordStore records, TimeProvider time, ILoggerFactory loggers)
    {
        this.store = store;
        this.secrets = secrets;
        this.options = options;
        this.time = time;
        var logger = loggers.CreateLogger("NfvOrchestrator.Vim.OpenStack");
        open = (settings, owner, unusable) => new OsAccount(settings, owner, new OsConnection(settings, factory.CreateClient(clients.NameFor(settings)), options, time, logger, unusable), records, options, time);
        foreach (var settings in options.Accounts)
        {
            AccountSettingsCheck.Validate(settings);
            entries[("", settings.Id)] = new Entry(open(settings, "", null), 0, DateTimeOffset.MaxValue);
        }
    }

    /// <summary>An account the tenant may use; throws NOT_FOUND.</summary>
    public async ValueTask<OsAccount> GetAsync(TenantId tenant, string accountId, CancellationToken cancellationToken) => await FindAsync(tenant, accountId, cancellationToken)
        ?? throw new VimException(VimErrorCause.NOT_FOUND, $"There is no OpenStack account '{accountId}' for tenant '{tenant}' at this adapter. GET {VimApi.Root}/accounts lists them; POST /openstack/v1/accounts registers one.");

    /// <summary>An account the tenant may use, or null.</summary>
    public async ValueTask<OsAccount?> FindAsync(TenantId tenant, string accountId, CancellationToken cancellationToken)
    {
        if (entries.TryGetValue(("", accountId), out var configured) && configured.Account.Serves(tenant.Value))
        {
            return configured.Account;
        }
        if (entries.TryGetValue((tenant.Value, accountId), out var known) && known.CheckAt > time.GetUtcNow())
        {
            return known.Account;
        }
        return await store.GetAsync(Collection, tenant, accountId, cancellationToken) is { } document ? Take(document) : Drop(tenant.Value, accountId);
    }

    /// <summary>Accounts of a tenant, by identifier.</summary>
    public async Task<IReadOnlyList<OsAccount>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, OsAccount>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await store.QueryAsync(Collection, tenant, new StoreQuery { AfterId = after, Limit = 500 }, cancellationToken);
            foreach (var document in page.Items)
            {
                found[document.Id] = Take(document);
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        foreach (var ((owner, id), entry) in entries)
        {
            if (owner.Length == 0 && entry.Account.Serves(tenant.Value))
            {
                found[id] = entry.Account;
            }
        }
        return [.. found.Values];
    }

    /// <summary>All accounts, of all tenants.</summary>
    public async IAsyncEnumerable<OsAccount> ListAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ((owner, _), entry) in entries)
        {
            if (owner.Length == 0)
            {
                yield return entry.Account;
            }
        }
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(Collection, new StoreQuery { AfterId = after, Limit = 500 }, cancellationToken);
            foreach (var document in page.Items)
            {
                yield return Take(document);
            }
            after = page.NextAfterId;
        }
        while (after is not null);
    }

    /// <summary>Whether the account comes from the configuration.</summary>
    public static bool IsConfigured(OsAccount account) => account.Owner.Length == 0;

    /// <summary>Registers an account; false when the tenant has one of that name.</summary>
    public async Task<bool> AddAsync(TenantId tenant, OpenStackAccountSettings settings, CancellationToken cancellationToken)
    {
        AccountSettingsCheck.Validate(settings);
        if (settings.Tenants.Count > 0)
        {
            throw new VimException(VimErrorCause.INVALID_REQUEST, "tenants is for accounts of the configuration: a registered account belongs to the tenant that registers it. Nothing was stored.");
        }
        if (entries.TryGetValue(("", settings.Id), out var configured) && configured.Account.Serves(tenant.Value))
        {
            return false;
        }
        return (await store.CommitAsync(new WriteBatch().Insert(Collection, tenant, settings.Id, secrets.Protect(settings)), cancellationToken)).Ok;
    }

    /// <summary>Replaces an account; a secret that is left out stays while it goes to the same place for the same user. False when there is none.</summary>
    public async Task<bool> ReplaceAsync(TenantId tenant, OpenStackAccountSettings settings, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(Collection, tenant, settings.Id, cancellationToken) is not { } read)
        {
            return false;
        }
        var after = settings;
        if ((settings.ApplicationCredentialId is null ? settings.Password : settings.ApplicationCredentialSecret) is null)
        {
            var secret = settings.ApplicationCredentialId is null ? "password" : "applicationCredentialSecret";
            if (AccountSettingsCheck.Redirected(read.Value.Settings, settings) is { Count: > 0 } changed)
            {
                throw new VimException(
                    VimErrorCause.INVALID_REQUEST,
                    $"The OpenStack account '{settings.Id}' is not changed: {secret} is missing, and {string.Join(", ", changed)} would change where the stored one is sent or whose it is. Give {secret} again. Nothing was stored or called.");
            }
            var before = secrets.Unprotect(read.Value);
            after = settings.ApplicationCredentialId is null ? settings with { Password = before.Password } : settings with { ApplicationCredentialSecret = before.ApplicationCredentialSecret };
        }
        AccountSettingsCheck.Validate(after);
        (await store.CommitAsync(new WriteBatch().Replace(Collection, read, secrets.Protect(after)), cancellationToken)).ThrowIfConflict();
        Drop(tenant.Value, settings.Id);
        return true;
    }

    /// <summary>Forgets an account.</summary>
    public async Task RemoveAsync(TenantId tenant, string accountId, CancellationToken cancellationToken)
    {
        await store.CommitAsync(new WriteBatch().Delete(Collection, tenant, accountId), cancellationToken);
        Drop(tenant.Value, accountId);
    }

    public void Dispose()
    {
        foreach (var entry in entries.Values)
        {
            entry.Account.Dispose();
        }
    }

    private OsAccount Take(Document<AccountDocument> document)
    {
        var key = (document.Tenant.Value, document.Id);
        var until = time.GetUtcNow() + Believed;
        return entries.AddOrUpdate(
            key,
            static (at, made) => made.Self.Open(made.Document, at.Owner, made.Until),
            static (at, known, made) =>
            {
                if (known.Version == made.Document.Version && known.Account.Cloud.Unusable is null)
                {
                    return known with { CheckAt = made.Until };
                }
                var read = made.Self.Open(made.Document, at.Owner, made.Until);
                // As unusable as before: the same account stays, with its health and its follower.
                return known.Version == read.Version && read.Account.Cloud.Unusable is not null ? known with { CheckAt = made.Until } : read;
            },
            (Self: this, Document: document, Until: until)).Account;
    }

    /// <summary>An account whose secrets cannot be read is there, and says so to whoever uses it: its health, and a PUT with new secrets, are needed more than ever, and the others are not its concern.</summary>
    private Entry Open(Document<AccountDocument> document, string owner, DateTimeOffset until)
    {
        var settings = document.Value.Settings;
        VimException? unusable = null;
        try
        {
            settings = secrets.Unprotect(document.Value);
        }
        catch (VimException lost)
        {
            unusable = lost;
        }
        return new Entry(open(settings, owner, unusable), document.Version, until);
    }

    // Not disposed: requests under way still use it. It holds no connection of its own.
    private OsAccount? Drop(string tenant, string accountId)
    {
        entries.TryRemove((tenant, accountId), out _);
        return null;
    }

    private sealed record Entry(OsAccount Account, long Version, DateTimeOffset CheckAt);
}
