using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>The onboarded descriptors, for the rooms that instantiate from them. Models are compiled once at onboarding and kept in memory after the first use.</summary>
public interface ICatalogue
{
    /// <summary>The onboarded VNFD with that vnfdId; null when the tenant has none.</summary>
    Task<VnfdEntry?> FindVnfdAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken);

    /// <summary>The onboarded NSD with that nsdId (identifier of the descriptor); null when the tenant has none.</summary>
    Task<NsdEntry?> FindNsdAsync(TenantId tenant, string nsdId, CancellationToken cancellationToken);

    /// <summary>The onboarded NSD of an NSD information resource; null when there is none, or it is not onboarded.</summary>
    Task<NsdEntry?> FindNsdByInfoIdAsync(TenantId tenant, string nsdInfoId, CancellationToken cancellationToken);

    /// <summary>
    /// Adds to the batch of a change: this instance uses the descriptor, which is IN_USE as long as such a record is there. Doing it twice for the same instance leaves
    /// one record. The commit is refused (<see cref="StoreConflict.Collection"/> is <see cref="CatalogueCollections.EntriesName"/>) when the entry was disabled, enabled
    /// or deleted since it was read: find it again, judge <see cref="CatalogueEntry.Enabled"/> again.
    /// </summary>
    /// <exception cref="InvalidOperationException">The entry is not enabled.</exception>
    void AddUse(WriteBatch batch, CatalogueEntry entry, string instanceId);

    /// <summary>Adds to the batch of a change: this instance no longer uses the descriptor. Nothing happens when there is no such record.</summary>
    void RemoveUse(WriteBatch batch, TenantId tenant, CatalogueKind kind, string descriptorId, string instanceId);

    /// <summary>Whether an instance uses the descriptor.</summary>
    Task<bool> IsInUseAsync(TenantId tenant, CatalogueKind kind, string descriptorId, CancellationToken cancellationToken);
}
