namespace NfvOrchestrator.Platform.Store;

/// <summary>A stored document: the value with its key and its version.</summary>
/// <param name="Tenant">The owner.</param>
/// <param name="Id">The id, unique within tenant and collection.</param>
/// <param name="Version">Starts at 1 and grows by one with every replacement; served as the ETag (SOL013 §5.8).</param>
/// <param name="Value">The content as it was at that version.</param>
/// <typeparam name="T">The type of the collection's documents.</typeparam>
public sealed record Document<T>(TenantId Tenant, string Id, long Version, T Value);
