namespace NfvOrchestrator.Platform.Store;

/// <summary>A batch was refused where the caller had no other plan.</summary>
public sealed class StoreConflictException(StoreConflict conflict)
    : Exception($"The store refused the write: {conflict.Kind} on {conflict.Collection}/{conflict.Id}; nothing of the batch was written.")
{
    /// <summary>The precondition that failed.</summary>
    public StoreConflict Conflict { get; } = conflict;
}
