using System.Globalization;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>The accepting side of durable execution: only adds writes to batches. The working side is <see cref="OperationWorker"/>.</summary>
internal sealed class OperationEngine(IDocumentStore store, CancelHints hints, TimeProvider time) : IOperationEngine
{
    /// <inheritdoc/>
    public void Accept(WriteBatch batch, OperationSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(submission);
        var now = time.GetUtcNow();
        var record = new OperationRecord
        {
            Id = submission.Id,
            InstanceId = submission.InstanceId,
            Kind = submission.Kind,
            FairnessGroup = submission.FairnessGroup,
            Status = OperationStatus.Active,
            Input = submission.Input,
            AcceptedAt = now,
            Traceparent = submission.Traceparent,
        };
        batch
            .Insert(OperationCollections.Locks, submission.Tenant, submission.InstanceId, new OperationLock(submission.Id))
            .Insert(OperationCollections.Operations, submission.Tenant, submission.Id, record)
            .Enqueue(Item(submission.Tenant, record, now));
    }

    /// <inheritdoc/>
    public void Continue(WriteBatch batch, Document<OperationRecord> parked, string mode)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Expect(parked, OperationStatus.Parked, "continued");
        var record = parked.Value with { Status = OperationStatus.Active, Run = parked.Value.Run + 1, Mode = mode, Cancel = CancelRequest.None };
        batch
            .Replace(OperationCollections.Operations, parked, record)
            .Enqueue(Item(parked.Tenant, record, time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public void Abandon(WriteBatch batch, Document<OperationRecord> parked)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Expect(parked, OperationStatus.Parked, "abandoned");
        batch
            .Replace(OperationCollections.Operations, parked, parked.Value with { Status = OperationStatus.Finished })
            .Delete(OperationCollections.Locks, parked.Tenant, parked.Value.InstanceId);
    }

    /// <inheritdoc/>
    public void RequestCancel(WriteBatch batch, Document<OperationRecord> active, CancelRequest mode)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Expect(active, OperationStatus.Active, "cancelled");
        var record = active.Value with { Cancel = Stronger(active.Value.Cancel, mode) };

        // The item is there already; naming it again makes an operation that waits for its back-off due at once, and wakes the workers of this process after the commit.
        batch
            .Replace(OperationCollections.Operations, active, record)
            .Put(OperationCollections.Cancels, active.Tenant, record.Id, new OperationCancel(record.Run, record.Cancel))
            .Enqueue(Item(active.Tenant, record, time.GetUtcNow()));
        hints.Expect();
    }

    /// <inheritdoc/>
    public void RequireFree(WriteBatch batch, TenantId tenant, string instanceId)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Check(OperationCollections.Locks, tenant, instanceId, 0);
    }

    /// <inheritdoc/>
    public Task<Document<OperationRecord>?> GetAsync(TenantId tenant, string operationId, CancellationToken cancellationToken)
        => store.GetAsync(OperationCollections.Operations, tenant, operationId, cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> GetHolderAsync(TenantId tenant, string instanceId, CancellationToken cancellationToken)
        => (await store.GetAsync(OperationCollections.Locks, tenant, instanceId, cancellationToken))?.Value.OperationId;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepRecord>> GetJournalAsync(TenantId tenant, string operationId, CancellationToken cancellationToken)
        => await GetAsync(tenant, operationId, cancellationToken) is { } operation
            ? await StepJournal.ReadAsync(store, tenant, operationId, operation.Value.Run, cancellationToken)
            : [];

    /// <summary>The more urgent of two requests.</summary>
    internal static CancelRequest Stronger(CancelRequest a, CancelRequest b) => a > b ? a : b;

    private static WorkItem Item(TenantId tenant, OperationRecord record, DateTimeOffset due) => new()
    {
        Queue = OperationCollections.Queue,
        Id = record.Id,
        Tenant = tenant,
        Group = record.FairnessGroup,
        DueAt = due,
    };

    private static void Expect(Document<OperationRecord> operation, OperationStatus status, string verb)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation.Value.Status != status)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Operation {operation.Id} is {operation.Value.Status}; only one that is {status} can be {verb}. Read it again and decide anew."));
        }
    }
}
