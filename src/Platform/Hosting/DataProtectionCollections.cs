using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>The collection of the key ring, under <see cref="TenantId.System"/>; registered by <c>AddNfvDataProtection</c>; a store opened by hand takes <see cref="All"/>.</summary>
public static class DataProtectionCollections
{
    internal static readonly DocumentCollection<DataProtectionKeyDocument> Keys = new() { Name = "data_protection_keys", TypeInfo = HostingJsonContext.Default.DataProtectionKeyDocument };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IDocumentCollection> All => [Keys];
}
