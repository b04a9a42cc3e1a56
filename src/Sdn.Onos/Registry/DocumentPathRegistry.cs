using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Sdn.Onos.Registry;

/// <summary>Path records in the document store: they survive the process, and copies of the adapter share them.</summary>
internal sealed class DocumentPathRegistry(IDocumentStore store) : IPathRegistry
{
    /// <summary>The collection; ids are <c>controller~key</c>, so that one store serves several controllers.</summary>
    public static readonly DocumentCollection<PathRecord> Paths = new()
    {
        Name = "sdn_paths",
        TypeInfo = PathRegistryJson.Default.PathRecord,
        IndexedFields = ["controllerId", "spec/tags/instanceId"],
    };

    /// <summary>One ledger per controller.</summary>
    public static readonly DocumentCollection<PathLedger> Ledgers = new() { Name = "sdn_ledgers", TypeInfo = PathRegistryJson.Default.PathLedger };

    public async Task<long> LedgerAsync(string controllerId, CancellationToken cancellationToken)
        => (await store.GetAsync(Ledgers, TenantId.System, controllerId, cancellationToken))?.Version ?? 0;

    public async Task<StoredPath?> ClaimAsync(PathRecord record, long version, long ledger, CancellationToken cancellationToken)
    {
        var next = new PathLedger { Last = $"{record.Tenant}/{record.Key}" };
        var batch = Write(record, version);
        _ = ledger == 0 ? batch.Insert(Ledgers, TenantId.System, record.ControllerId, next) : batch.Replace(Ledgers, TenantId.System, record.ControllerId, ledger, next);
        return (await store.CommitAsync(batch, cancellationToken)).Ok ? new StoredPath(record, version + 1) : null;
    }

    public async Task<StoredPath?> FindAsync(string controllerId, string tenant, string key, CancellationToken cancellationToken)
        => await store.GetAsync(Paths, new TenantId(tenant), Id(controllerId, key), cancellationToken) is { } found ? new StoredPath(found.Value, found.Version) : null;

    public async Task<IReadOnlyList<StoredPath>> AllAsync(string controllerId, CancellationToken cancellationToken)
    {
        var all = new List<StoredPath>();
        string? after = null;
        do
        {
            var query = new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["controllerId"] = controllerId }, AfterId = after, Limit = 1000 };
            var page = await store.QueryAllTenantsAsync(Paths, query, cancellationToken);
            all.AddRange(page.Items.Select(d => new StoredPath(d.Value, d.Version)));
            after = page.NextAfterId;
        }
        while (after is not null);
        return all;
    }

    public async Task<IReadOnlyList<StoredPath>> PageAsync(string controllerId, string tenant, string? instanceId, string? after, int limit, CancellationToken cancellationToken)
    {
        var where = new Dictionary<string, string>(StringComparer.Ordinal) { ["controllerId"] = controllerId };
        if (instanceId is not null)
        {
            where["spec/tags/instanceId"] = instanceId;
        }
        var page = await store.QueryAsync(Paths, new TenantId(tenant), new StoreQuery { Where = where, AfterId = after is null ? null : Id(controllerId, after), Limit = limit }, cancellationToken);
        return [.. page.Items.Select(d => new StoredPath(d.Value, d.Version))];
    }

    public async Task<StoredPath?> SaveAsync(PathRecord record, long version, CancellationToken cancellationToken)
        => (await store.CommitAsync(Write(record, version), cancellationToken)).Ok ? new StoredPath(record, version + 1) : null;

    public async Task<bool> DeleteAsync(StoredPath path, CancellationToken cancellationToken)
        => (await store.CommitAsync(new WriteBatch().Delete(Paths, new TenantId(path.Record.Tenant), Id(path.Record.ControllerId, path.Record.Key), path.Version), cancellationToken)).Ok;

    private static WriteBatch Write(PathRecord record, long version)
    {
        var (tenant, id) = (new TenantId(record.Tenant), Id(record.ControllerId, record.Key));
        return version == 0 ? new WriteBatch().Insert(Paths, tenant, id, record) : new WriteBatch().Replace(Paths, tenant, id, version, record);
    }

    private static string Id(string controllerId, string key) => $"{controllerId}~{key}";
}
