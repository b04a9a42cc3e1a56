using System.Text.Json;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Security;

/// <summary>The document half of a store in memory, for tests whose subject is not the store.</summary>
internal sealed class MemoryStore : IDocumentStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (byte[] Json, long Version)> documents = new(StringComparer.Ordinal);

    public event Action<string>? WorkEnqueued
    {
        add { }
        remove { }
    }

    /// <summary>When set, every call fails with it.</summary>
    public Exception? Failure { get; set; }

    /// <summary>All documents as text, to look for what must not be there.</summary>
    public string Dump()
    {
        lock (gate)
        {
            return string.Join('\n', documents.Select(d => d.Key + " " + System.Text.Encoding.UTF8.GetString(d.Value.Json)));
        }
    }

    public Task<Document<T>?> GetAsync<T>(DocumentCollection<T> collection, TenantId tenant, string id, CancellationToken cancellationToken)
    {
        Check();
        lock (gate)
        {
            return Task.FromResult(documents.TryGetValue(Key(collection, tenant, id), out var found) ? new Document<T>(tenant, id, found.Version, Read(collection, found.Json)) : null);
        }
    }

    public Task<StorePage<T>> QueryAsync<T>(DocumentCollection<T> collection, TenantId tenant, StoreQuery query, CancellationToken cancellationToken)
    {
        Check();
        var prefix = Key(collection, tenant, "");
        lock (gate)
        {
            var items = documents.Where(d => d.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(d => new Document<T>(tenant, d.Key[prefix.Length..], d.Value.Version, Read(collection, d.Value.Json))).ToList();
            return Task.FromResult(new StorePage<T>(items, null));
        }
    }

    public Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellationToken)
    {
        Check();
        lock (gate)
        {
            foreach (var write in batch.Writes)
            {
                var (conflict, apply) = Prepare(write);
                if (conflict is not null)
                {
                    return Task.FromResult(new CommitResult(conflict)); // batches here have one write
                }
                apply();
            }
            return Task.FromResult(default(CommitResult));
        }
    }

    public Task<StorePage<T>> QueryAllTenantsAsync<T>(DocumentCollection<T> collection, StoreQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<WorkClaim>> ClaimAsync(string queue, string owner, int max, TimeSpan lease, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken)
    {
        Check();
        return Task.FromResult<DateTimeOffset?>(null);
    }

    private (StoreConflict? Conflict, Action Apply) Prepare(StoreWrite write)
    {
        switch (write)
        {
            case StoreWrite.Insert i:
                var key = Key(i.Collection, i.Tenant, i.Id);
                return (documents.ContainsKey(key) ? new StoreConflict(StoreConflictKind.AlreadyExists, i.Collection.Name, i.Id) : null, () => documents[key] = (i.Json, 1));
            case StoreWrite.Replace r:
                var at = Key(r.Collection, r.Tenant, r.Id);
                var ok = documents.TryGetValue(at, out var found) && found.Version == r.ExpectedVersion;
                return (ok ? null : new StoreConflict(StoreConflictKind.VersionMismatch, r.Collection.Name, r.Id), () => documents[at] = (r.Json, r.ExpectedVersion + 1));
            case StoreWrite.Delete d:
                return (null, () => documents.Remove(Key(d.Collection, d.Tenant, d.Id)));
            default:
                throw new NotSupportedException(write.GetType().Name);
        }
    }

    private void Check()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }

    private static T Read<T>(DocumentCollection<T> collection, byte[] json) => JsonSerializer.Deserialize(json, collection.TypeInfo)!;

    private static string Key(IDocumentCollection collection, TenantId tenant, string id) => $"{collection.Name}/{tenant}/{id}";
}
