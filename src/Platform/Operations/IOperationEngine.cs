using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>
/// Durable execution of lifecycle operations. The engine only adds writes to the caller's batch: the operation, the instance lock and the
/// occurrence resource are accepted in one transaction, or not at all.
/// </summary>
public interface IOperationEngine
{
    /// <summary>
    /// Adds to the batch: the instance lock, the operation record and its work item. When the commit is refused with
    /// <see cref="StoreConflictKind.AlreadyExists"/> in collection <see cref="LockCollectionName"/>, another operation holds the instance (SOL003 409).
    /// </summary>
    void Accept(WriteBatch batch, OperationSubmission submission);

    /// <summary>Adds to the batch: a parked operation runs again in the given mode (retry, rollback). The instance stays locked throughout.</summary>
    /// <param name="batch">The caller's batch.</param>
    /// <param name="parked">The record as read; refused with a version mismatch when somebody else acted on it meanwhile.</param>
    /// <param name="mode">See <see cref="OperationRecord.Mode"/>.</param>
    void Continue(WriteBatch batch, Document<OperationRecord> parked, string mode);

    /// <summary>Adds to the batch: a parked operation is given up; the lock is released (SOL003 "fail").</summary>
    void Abandon(WriteBatch batch, Document<OperationRecord> parked);

    /// <summary>Adds to the batch: the active operation is asked to stop; the worker that holds it notices within a second, in any process.</summary>
    void RequestCancel(WriteBatch batch, Document<OperationRecord> active, CancelRequest mode);

    /// <summary>Adds to the batch: the condition that no operation holds the instance (its deletion, a change outside of operations).</summary>
    void RequireFree(WriteBatch batch, TenantId tenant, string instanceId);

    /// <summary>Reads an operation's record; null when the tenant has none with that id.</summary>
    Task<Document<OperationRecord>?> GetAsync(TenantId tenant, string operationId, CancellationToken cancellationToken);

    /// <summary>The id of the operation that holds an instance; null when it is free.</summary>
    Task<string?> GetHolderAsync(TenantId tenant, string instanceId, CancellationToken cancellationToken);

    /// <summary>The journal of an operation's present run, for explanations and plans from what is there now.</summary>
    Task<IReadOnlyList<StepRecord>> GetJournalAsync(TenantId tenant, string operationId, CancellationToken cancellationToken);

    /// <summary>Collection of the instance locks, as it appears in a <see cref="StoreConflict"/>.</summary>
    static string LockCollectionName => "operation_locks";
}
