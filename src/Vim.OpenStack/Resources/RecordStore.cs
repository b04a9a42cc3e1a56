using System.Runtime.CompilerServices;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Records of resources in the document store.</summary>
internal sealed class RecordStore(IDocumentStore store)
{
    public static readonly DocumentCollection<ResourceRecord> Collection = new()
    {
        Name = "openstack_resources",
        TypeInfo = OpenStackJson.Default.ResourceRecord,
        IndexedFields = ["accountId"],
    };

    /// <summary>Servers that somebody else deleted and whose alarm stands: their last record.</summary>
    public static readonly DocumentCollection<ResourceRecord> Missing = new() { Name = "openstack_missing", TypeInfo = OpenStackJson.Default.ResourceRecord };

    public Task<Document<ResourceRecord>?> GetAsync(TenantId tenant, string account, VimResourceKind kind, string key, CancellationToken cancellationToken) =>
        store.GetAsync(Collection, tenant, ResourceRecord.IdOf(account, kind, key), cancellationToken);

    /// <summary>The stored record, or null when somebody else was there first.</summary>
    public async Task<Document<ResourceRecord>?> InsertAsync(ResourceRecord record, CancellationToken cancellationToken)
    {
        var tenant = new TenantId(record.Tenant);
        return (await store.CommitAsync(new WriteBatch().Insert(Collection, tenant, record.Id, record), cancellationToken)).Ok ? new Document<ResourceRecord>(tenant, record.Id, 1, record) : null;
    }

    /// <summary>The stored record, or null when somebody else changed it meanwhile. What is to be told of the change is stored with it.</summary>
    public async Task<Document<ResourceRecord>?> ReplaceAsync(Document<ResourceRecord> read, ResourceRecord record, CancellationToken cancellationToken, params WorkItem?[] events) =>
        (await store.CommitAsync(With(new WriteBatch().Replace(Collection, read, record), events), cancellationToken)).Ok ? new Document<ResourceRecord>(read.Tenant, read.Id, read.Version + 1, record) : null;

    /// <summary>Forgets; false when somebody else changed it meanwhile.</summary>
    public async Task<bool> DeleteAsync(Document<ResourceRecord> read, CancellationToken cancellationToken, params WorkItem?[] events) =>
        (await store.CommitAsync(With(new WriteBatch().Delete(Collection, read.Tenant, read.Id, read.Version), events), cancellationToken)).Ok;

    /// <summary>Forgets a resource that is missed, writes down that it is, and tells so; false when somebody else changed it meanwhile.</summary>
    public async Task<bool> MissAsync(Document<ResourceRecord> read, CancellationToken cancellationToken, params WorkItem?[] events) =>
        (await store.CommitAsync(With(new WriteBatch().Delete(Collection, read.Tenant, read.Id, read.Version).Put(Missing, read.Tenant, read.Id, read.Value), events), cancellationToken)).Ok;

    /// <summary>The last record of a resource that is missed.</summary>
    public Task<Document<ResourceRecord>?> MissedAsync(TenantId tenant, string account, VimResourceKind kind, string key, CancellationToken cancellationToken) =>
        store.GetAsync(Missing, tenant, ResourceRecord.IdOf(account, kind, key), cancellationToken);

    /// <summary>It is there again, or not wanted any more. When somebody else has told so, nothing is told.</summary>
    public Task MissNoMoreAsync(Document<ResourceRecord> missed, CancellationToken cancellationToken, params WorkItem?[] events) =>
        store.CommitAsync(With(new WriteBatch().Delete(Missing, missed.Tenant, missed.Id, missed.Version), events), cancellationToken);

    /// <summary>The last records of what is missed of a tenant and account.</summary>
    public IAsyncEnumerable<Document<ResourceRecord>> ListMissedAsync(TenantId tenant, string account, CancellationToken cancellationToken) =>
        ListAsync(Missing, tenant, $"{account}/", null, cancellationToken);

    /// <summary>Records of a tenant and account, by kind and key.</summary>
    public IAsyncEnumerable<Document<ResourceRecord>> ListAsync(TenantId tenant, string account, VimResourceKind? kind, string? after, CancellationToken cancellationToken) =>
        ListAsync(Collection, tenant, kind is { } one ? $"{account}/{one.Token()}/" : $"{account}/", after, cancellationToken);

    private async IAsyncEnumerable<Document<ResourceRecord>> ListAsync(DocumentCollection<ResourceRecord> collection, TenantId tenant, string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = after is not null && string.CompareOrdinal(after, prefix) > 0 ? after : prefix;
        while (true)
        {
            var page = await store.QueryAsync(collection, tenant, new StoreQuery { AfterId = position, Limit = 500 }, cancellationToken);
            foreach (var document in page.Items)
            {
                if (!document.Id.StartsWith(prefix, StringComparison.Ordinal))
                {
                    yield break;
                }
                yield return document;
            }
            if (page.NextAfterId is null)
            {
                yield break;
            }
            position = page.NextAfterId;
        }
    }

    /// <summary>Records of an account, of all tenants.</summary>
    public async IAsyncEnumerable<Document<ResourceRecord>> ListAllAsync(string account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var query = new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["accountId"] = account }, AfterId = after, Limit = 500 };
            var page = await store.QueryAllTenantsAsync(Collection, query, cancellationToken);
            foreach (var document in page.Items)
            {
                yield return document;
            }
            after = page.NextAfterId;
        }
        while (after is not null);
    }

    private static WriteBatch With(WriteBatch batch, WorkItem?[] events)
    {
        foreach (var one in events)
        {
            if (one is not null)
            {
                batch.Enqueue(one);
            }
        }
        return batch;
    }
}
