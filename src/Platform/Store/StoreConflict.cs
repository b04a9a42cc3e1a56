namespace NfvOrchestrator.Platform.Store;

/// <summary>Which precondition of a batch did not hold.</summary>
/// <param name="Kind">What was wrong.</param>
/// <param name="Collection">The collection or queue.</param>
/// <param name="Id">The document or work item.</param>
public sealed record StoreConflict(StoreConflictKind Kind, string Collection, string Id);
