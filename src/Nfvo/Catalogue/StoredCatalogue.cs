using System.Collections.Concurrent;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>The catalogue over the store. The small entry is read each time, because it says whether the descriptor is enabled; the model only once.</summary>
internal sealed class StoredCatalogue(IDocumentStore store, CatalogueOptions options) : ICatalogue
{
    private readonly ConcurrentDictionary<(TenantId Tenant, CatalogueKind Kind, string ResourceId), object> models = new();

    public async Task<VnfdEntry?> FindVnfdAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken)
    {
        var entry = await FindEntryAsync(tenant, CatalogueKind.Vnfd, vnfdId, cancellationToken);
        if (entry is null || await ModelAsync(CatalogueCollections.Vnfds, tenant, CatalogueKind.Vnfd, entry.Value.ResourceId, cancellationToken) is not { } model)
        {
            return null;
        }
        return new VnfdEntry { Tenant = tenant, Enabled = entry.Value.Enabled, Version = entry.Version, VnfPkgId = entry.Value.ResourceId, Descriptor = model };
    }

    public async Task<NsdEntry?> FindNsdAsync(TenantId tenant, string nsdId, CancellationToken cancellationToken)
    {
        var entry = await FindEntryAsync(tenant, CatalogueKind.Nsd, nsdId, cancellationToken);
        if (entry is null || await ModelAsync(CatalogueCollections.Nsds, tenant, CatalogueKind.Nsd, entry.Value.ResourceId, cancellationToken) is not { } model)
        {
            return null;
        }
        return new NsdEntry { Tenant = tenant, Enabled = entry.Value.Enabled, Version = entry.Version, NsdInfoId = entry.Value.ResourceId, Descriptor = model };
    }

    public async Task<NsdEntry?> FindNsdByInfoIdAsync(TenantId tenant, string nsdInfoId, CancellationToken cancellationToken)
    {
        var stored = await store.GetAsync(CatalogueCollections.NsDescriptors, tenant, nsdInfoId, cancellationToken);
        return stored?.Value.Resource.NsdId is { } nsdId && await FindNsdAsync(tenant, nsdId, cancellationToken) is { } entry && entry.NsdInfoId == nsdInfoId ? entry : null;
    }

    public void AddUse(WriteBatch batch, CatalogueEntry entry, string instanceId)
    {
        if (!entry.Enabled)
        {
            // The guard of deletion stands on this: a disabled descriptor gets no new users.
            throw new InvalidOperationException($"The descriptor '{entry.DescriptorId}' is DISABLED; judge CatalogueEntry.Enabled before adding a use.");
        }
        var id = CatalogueCollections.EntryId(entry.Kind, entry.DescriptorId);
        batch.Check(CatalogueCollections.Entries, entry.Tenant, id, entry.Version);
        PutUse(batch, entry.Tenant, id, instanceId);
    }

    internal static void PutUse(WriteBatch batch, TenantId tenant, string entryId, string userId)
        => batch.Put(CatalogueCollections.Uses, tenant, UseId(entryId, userId), new CatalogueUse { Entry = entryId, InstanceId = userId });

    public void RemoveUse(WriteBatch batch, TenantId tenant, CatalogueKind kind, string descriptorId, string instanceId)
        => batch.Delete(CatalogueCollections.Uses, tenant, UseId(CatalogueCollections.EntryId(kind, descriptorId), instanceId));

    public async Task<bool> IsInUseAsync(TenantId tenant, CatalogueKind kind, string descriptorId, CancellationToken cancellationToken)
    {
        var query = new StoreQuery
        {
            Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["entry"] = CatalogueCollections.EntryId(kind, descriptorId) },
            Limit = 1,
        };
        return (await store.QueryAsync(CatalogueCollections.Uses, tenant, query, cancellationToken)).Items.Count > 0;
    }

    internal async Task<Document<CatalogueEntryDocument>?> FindEntryAsync(TenantId tenant, CatalogueKind kind, string descriptorId, CancellationToken cancellationToken)
        => descriptorId.Length is 0 or > DescriptorIds.MaxLength
            ? null
            : await store.GetAsync(CatalogueCollections.Entries, tenant, CatalogueCollections.EntryId(kind, descriptorId), cancellationToken);

    internal async Task<T?> ModelAsync<T>(DocumentCollection<T> collection, TenantId tenant, CatalogueKind kind, string resourceId, CancellationToken cancellationToken)
        where T : class
    {
        var key = (tenant, kind, resourceId);
        if (models.TryGetValue(key, out var known))
        {
            return (T)known;
        }
        var stored = await store.GetAsync(collection, tenant, resourceId, cancellationToken);
        if (stored is null)
        {
            return null;
        }
        if (models.Count >= options.CachedModels)
        {
            // Rare and harmless: those in use are read again.
            models.Clear();
        }
        return (T)models.GetOrAdd(key, stored.Value);
    }

    private static string UseId(string entryId, string instanceId) => $"{entryId}:{instanceId}";
}
