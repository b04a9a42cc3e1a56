using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>An onboarded descriptor as it was found at one moment; see <see cref="VnfdEntry"/> and <see cref="NsdEntry"/>.</summary>
public abstract record CatalogueEntry
{
    /// <summary>The owner.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>ENABLED: may be instantiated from. DISABLED: existing instances go on, there are no new ones.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Version of the entry when it was read: a use (<see cref="ICatalogue.AddUse"/>) is refused when the entry was changed since (disabled, deleted).</summary>
    public required long Version { get; init; }

    /// <summary>What it is.</summary>
    public abstract CatalogueKind Kind { get; }

    /// <summary>Identifier of the descriptor: vnfdId or nsdId.</summary>
    public abstract string DescriptorId { get; }
}
