using System.Text.Json;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>What a handler holds in its hands; see <see cref="IOperationContext"/>.</summary>
internal sealed class OperationContext(
    IDocumentStore store,
    RunningOperation running,
    Document<OperationRecord> document,
    StepJournal journal,
    StepGraphEnvironment environment) : IOperationContext
{
    private Document<OperationRecord> document = document;

    /// <inheritdoc/>
    public TenantId Tenant => document.Tenant;

    /// <inheritdoc/>
    public OperationRecord Operation { get; } = document.Value;

    /// <inheritdoc/>
    public CancelRequest Cancel => running.Cancel;

    /// <inheritdoc/>
    public CancellationToken CancelRequested => running.CancelRequested;

    /// <summary>How the handler left it; null: not yet.</summary>
    public OperationStatus? Ended { get; private set; }

    /// <inheritdoc/>
    public async Task CommitAsync(WriteBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ThrowIfOver();
        var result = await store.CommitAsync(new WriteBatch().RequireLease(running.Claim).Include(batch), cancellationToken);
        ThrowIfRefused(result);
    }

    /// <inheritdoc/>
    public Task<StepGraphResult> RunGraphAsync(
        IReadOnlyList<StepDefinition> steps,
        Func<StepContext, CancellationToken, Task<JsonElement?>> run,
        StepGraphOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfOver();
        var graph = StepGraph.Create(steps);
        return new StepGraphRun(graph, run, options, running, journal, FlushJournalAsync, environment).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task FinishAsync(WriteBatch batch, CancellationToken cancellationToken)
        => EndAsync(batch, OperationStatus.Finished, cancellationToken);

    /// <inheritdoc/>
    public Task ParkAsync(WriteBatch batch, CancellationToken cancellationToken)
        => EndAsync(batch, OperationStatus.Parked, cancellationToken);

    /// <summary>The handler threw: everything it journalled is kept, and the operation is due again later.</summary>
    public async Task<bool> TryRescheduleAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var rows = journal.TakeUnwritten();
        running.Ending = true;
        var batch = new WriteBatch().Reschedule(running.Claim, due);
        journal.AddTo(batch, rows);
        return (await store.CommitAsync(batch, cancellationToken)).Ok;
    }

    /// <summary>Writes all waiting journal rows in one fenced commit.</summary>
    private async Task FlushJournalAsync(CancellationToken cancellationToken)
    {
        var rows = journal.TakeUnwritten();
        if (rows.Count == 0)
        {
            return;
        }
        var batch = new WriteBatch().RequireLease(running.Claim);
        journal.AddTo(batch, rows);
        try
        {
            ThrowIfRefused(await store.CommitAsync(batch, cancellationToken));
        }
        catch
        {
            journal.PutBack(rows);
            throw;
        }
    }

    private async Task EndAsync(WriteBatch batch, OperationStatus status, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ThrowIfOver();
        var rows = journal.TakeUnwritten();
        running.Ending = true;
        try
        {
            while (true)
            {
                var result = await store.CommitAsync(EndBatch(batch, status, rows), cancellationToken);
                if (result.Conflict is not { } conflict || !IsOurRecord(conflict))
                {
                    ThrowIfRefused(result);
                    break;
                }

                // A cancel request came in between: it is on record, and too late.
                document = await store.GetAsync(OperationCollections.Operations, Tenant, Operation.Id, cancellationToken)
                    ?? throw new InvalidOperationException($"The record of operation {Operation.Id} has disappeared from collection {conflict.Collection} while the operation ran.");
            }
        }
        catch
        {
            journal.PutBack(rows);
            running.Ending = false;
            throw;
        }
        Ended = status;
    }

    private WriteBatch EndBatch(WriteBatch batch, OperationStatus status, IReadOnlyCollection<StepRecord> rows)
    {
        var end = new WriteBatch().Complete(running.Claim).Include(batch);
        journal.AddTo(end, rows);
        end.Replace(OperationCollections.Operations, document, document.Value with { Status = status });
        if (status == OperationStatus.Finished)
        {
            end.Delete(OperationCollections.Locks, Tenant, Operation.InstanceId);
        }
        if (document.Value.Cancel != CancelRequest.None)
        {
            end.Delete(OperationCollections.Cancels, Tenant, Operation.Id);
        }
        return end;
    }

    private bool IsOurRecord(StoreConflict conflict)
        => conflict.Kind == StoreConflictKind.VersionMismatch && conflict.Collection == OperationCollections.Operations.Name && conflict.Id == Operation.Id;

    private void ThrowIfRefused(CommitResult result)
    {
        if (result.Conflict is not { } conflict)
        {
            return;
        }
        if (conflict.Kind == StoreConflictKind.LeaseLost)
        {
            running.Lose();
            throw new LeaseLostException(Operation.Id);
        }
        throw new StoreConflictException(conflict);
    }

    private void ThrowIfOver()
    {
        if (Ended is { } ended)
        {
            throw new InvalidOperationException($"Operation {Operation.Id} is {ended} already; its handler must return after FinishAsync or ParkAsync.");
        }
        if (running.LeaseLost)
        {
            throw new LeaseLostException(Operation.Id);
        }
    }
}
