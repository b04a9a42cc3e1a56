using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>The collection of the key ring, under <see cref="TenantId.System"/>; to be registered with the store of every service that encrypts.</summary>
public static class DataProtectionCollections
{
    internal static readonly DocumentCollection<DataProtectionKeyDocument> Keys = new() { Name = "data_protection_keys", TypeInfo = HostingJsonContext.Default.DataProtectionKeyDocument };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IDocumentCollection> All => [Keys];
}
