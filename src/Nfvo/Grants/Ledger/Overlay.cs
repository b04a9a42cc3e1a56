using System.Collections.Concurrent;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Grants.Ledger;

/// <summary>
/// The documents of one collection that a transaction works on: each is read once, changed in memory by as many jobs as there are, and written once with the version that was read.
/// Reading is thread-safe, changing is not.
/// </summary>
internal sealed class Overlay<T>(IDocumentStore store, DocumentCollection<T> collection)
    where T : class
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Id), Entry> entries = new();

    /// <summary>Reads a document, so that <see cref="Get"/> finds it.</summary>
    public async Task FetchAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        if (!entries.ContainsKey((tenant, id)))
        {
            var found = await store.GetAsync(collection, tenant, id, cancellationToken);
            entries.TryAdd((tenant, id), new Entry(found?.Version ?? 0, found?.Value));
        }
    }

    /// <summary>The document as the jobs so far have left it; null: there is none.</summary>
    public T? Get(TenantId tenant, string id) => entries[(tenant, id)].Value;

    /// <summary>Changes, adds or (null) removes a document.</summary>
    public void Set(TenantId tenant, string id, T? value)
    {
        var entry = entries[(tenant, id)];
        entry.Value = value;
        entry.Changed = true;
    }

    /// <summary>Adds the changes to a batch.</summary>
    public void AddTo(WriteBatch batch)
    {
        foreach (var ((tenant, id), entry) in entries)
        {
            switch (entry)
            {
                case { Changed: false } or { Version: 0, Value: null }:
                    break;
                case { Version: 0, Value: { } added }:
                    batch.Insert(collection, tenant, id, added);
                    break;
                case { Value: { } changed }:
                    batch.Replace(collection, tenant, id, entry.Version, changed);
                    break;
                default:
                    batch.Delete(collection, tenant, id, entry.Version);
                    break;
            }
        }
    }

    private sealed class Entry(long version, T? value)
    {
        public long Version { get; } = version;

        public T? Value { get; set; } = value;

        public bool Changed { get; set; }
    }
}
