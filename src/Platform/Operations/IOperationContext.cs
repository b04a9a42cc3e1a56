using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>An operation in the hands of the worker that holds its lease.</summary>
public interface IOperationContext
{
    /// <summary>The owner.</summary>
    TenantId Tenant { get; }

    /// <summary>The record as of the claim; <see cref="Cancel"/> tells the newest cancel request.</summary>
    OperationRecord Operation { get; }

    /// <summary>The newest cancel request, followed while the operation runs.</summary>
    CancelRequest Cancel { get; }

    /// <summary>Signalled when a cancel request arrives.</summary>
    CancellationToken CancelRequested { get; }

    /// <summary>Commits writes of the handler under the fence of the lease.</summary>
    /// <exception cref="LeaseLostException">Another worker has the operation now; nothing was written.</exception>
    /// <exception cref="StoreConflictException">A precondition of the handler's own did not hold.</exception>
    Task CommitAsync(WriteBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a graph of steps: a step starts when all it depends on have succeeded, in parallel up to <see cref="StepGraphOptions.MaxParallel"/>; each start and finish
    /// is durable in the journal (of this run) before the next thing happens. Steps that the journal shows as succeeded are not run again: their output is
    /// taken from it. After a failure or cancel request no new step starts; the running ones finish.
    /// </summary>
    /// <param name="steps">A directed acyclic graph with unique ids.</param>
    /// <param name="run">Performs one step, idempotently, and returns its output (kept in the journal).</param>
    /// <param name="options">Limits, time-outs, retries.</param>
    /// <param name="cancellationToken">As given to <see cref="IOperationHandler.RunAsync"/>.</param>
    Task<StepGraphResult> RunGraphAsync(
        IReadOnlyList<StepDefinition> steps,
        Func<StepContext, CancellationToken, Task<System.Text.Json.JsonElement?>> run,
        StepGraphOptions options,
        CancellationToken cancellationToken);

    /// <summary>Commits the last writes together with the end of the operation: lock released, work item gone. The handler returns right after.</summary>
    Task FinishAsync(WriteBatch batch, CancellationToken cancellationToken);

    /// <summary>Commits the writes and parks the operation: lock kept, work item gone, until somebody continues or abandons it.</summary>
    Task ParkAsync(WriteBatch batch, CancellationToken cancellationToken);
}
