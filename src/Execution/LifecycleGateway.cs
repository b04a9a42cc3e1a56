using System.Diagnostics;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Execution;

/// <summary>
/// The door through which requests reach operations: accept, retry, rollback, fail, cancel. Each is one transaction that either holds (202 is true
/// whatever happens next) or answers why not.
/// </summary>
public sealed class LifecycleGateway<TInstance, TOccurrence>(
    ILifecycleSubject<TInstance, TOccurrence> subject,
    IDocumentStore store,
    IOperationEngine engine,
    INotificationOutbox outbox)
{
    private const int MaxCancelAttempts = 5;

    /// <summary>Accepts an operation on an instance that was read and checked by the caller.</summary>
    /// <param name="instance">The instance as read: accepted only while it is still that version and no other operation holds it.</param>
    /// <param name="occurrence">The occurrence resource in its first phase.</param>
    /// <param name="phase">That phase.</param>
    /// <param name="submission">The operation for the engine.</param>
    /// <param name="also">Further writes of the same transaction (idempotency record).</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <returns>Null when accepted; the instance's fresh state decides again (<see cref="SolProblem.Conflict"/>) otherwise.</returns>
    public async Task<SolProblem?> AcceptAsync(
        Document<TInstance> instance,
        TOccurrence occurrence,
        OperationPhase phase,
        OperationSubmission submission,
        Action<WriteBatch>? also,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(submission);
        var batch = new WriteBatch().Check(subject.Instances, instance.Tenant, instance.Id, instance.Version);
        engine.Accept(batch, submission with { Traceparent = submission.Traceparent ?? Activity.Current?.Id });
        batch.Insert(subject.Occurrences, instance.Tenant, submission.Id, occurrence);
        Notify(batch, instance.Tenant, instance.Value, occurrence, phase);
        also?.Invoke(batch);
        var result = await store.CommitAsync(batch, cancellationToken);
        if (result.Ok)
        {
            return null;
        }
        var holder = await engine.GetHolderAsync(instance.Tenant, instance.Id, cancellationToken);
        return SolProblem.Conflict(holder is null
            ? $"The instance '{instance.Id}' was changed by another request at the same moment. Read it again and repeat the request if it still applies."
            : $"The instance '{instance.Id}' is busy with the operation '{holder}'. Wait until it is over; when it is FAILED_TEMP, retry it, roll it back or fail it first.");
    }

    /// <summary>Sets a stopped operation going again: to its target (<see cref="RunModes.Retry"/>) or back (<see cref="RunModes.Rollback"/>).</summary>
    public async Task<SolProblem?> ContinueAsync(TenantId tenant, string operationId, string mode, CancellationToken cancellationToken)
    {
        var (problem, stopped) = await FindAsync(tenant, operationId, mode, OperationPhase.FailedTemp, cancellationToken);
        if (stopped is not var (occurrence, record, instance))
        {
            return problem;
        }
        if (mode == RunModes.Rollback && subject.NoRollback(occurrence.Value) is { } reason)
        {
            // The task resource does not exist for such an operation (SOL003 §5.4.15.3.1): 404, with a body that says so.
            return SolProblem.NotFound($"The operation '{operationId}' has no rollback: {reason}.");
        }
        var phase = mode == RunModes.Rollback ? OperationPhase.RollingBack : OperationPhase.Processing;
        var next = subject.Move(occurrence.Value, phase, CancelRequest.None);
        var batch = new WriteBatch().Replace(subject.Occurrences, occurrence, next);
        engine.Continue(batch, record, mode);
        Notify(batch, tenant, instance.Value, next, phase);
        return await CommitAsync(batch, operationId, cancellationToken);
    }

    /// <summary>Gives a stopped operation up for good; the instance is free for other operations.</summary>
    public async Task<(SolProblem? Problem, TOccurrence? Occurrence)> FailAsync(TenantId tenant, string operationId, CancellationToken cancellationToken)
    {
        var (problem, stopped) = await FindAsync(tenant, operationId, "fail", OperationPhase.FailedTemp, cancellationToken);
        if (stopped is not var (occurrence, record, instance))
        {
            return (problem, default);
        }
        var planned = await store.GetAsync(ExecutionCollections.Plans, tenant, operationId, cancellationToken);
        var next = subject.Move(occurrence.Value, OperationPhase.Failed, CancelRequest.None);
        var given = subject.GiveUp(instance.Value, planned?.Value);
        var batch = new WriteBatch().Replace(subject.Occurrences, occurrence, next).Replace(subject.Instances, instance, given);
        engine.Abandon(batch, record);
        Notify(batch, tenant, given, next, OperationPhase.Failed);
        return (await CommitAsync(batch, operationId, cancellationToken), next);
    }

    /// <summary>Asks a running operation to stop.</summary>
    public async Task<SolProblem?> CancelAsync(TenantId tenant, string operationId, CancelRequest mode, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (problem, running) = await FindAsync(tenant, operationId, "cancel", null, cancellationToken);
            if (running is not var (occurrence, record, _))
            {
                return problem;
            }
            // A running operation moves on by itself: that it entered its next phase meanwhile, between the two reads or before the commit, is no reason to refuse the caller. Read again,
            // it is running still, or it has ended and the refusal says so.
            if (record.Value.Status == OperationStatus.Active)
            {
                var batch = new WriteBatch().Replace(subject.Occurrences, occurrence, subject.Move(occurrence.Value, subject.PhaseOf(occurrence.Value), mode));
                engine.RequestCancel(batch, record, mode);
                if (await CommitAsync(batch, operationId, cancellationToken) is null)
                {
                    return null;
                }
            }
            if (attempt == MaxCancelAttempts)
            {
                return Moved(operationId);
            }
        }
    }

    private async Task<(SolProblem? Problem, (Document<TOccurrence> Occurrence, Document<OperationRecord> Record, Document<TInstance> Instance)? Found)> FindAsync(
        TenantId tenant, string operationId, string task, OperationPhase? demanded, CancellationToken cancellationToken)
    {
        var occurrence = await store.GetAsync(subject.Occurrences, tenant, operationId, cancellationToken);
        var record = occurrence is null ? null : await engine.GetAsync(tenant, operationId, cancellationToken);
        var instance = record is null ? null : await store.GetAsync(subject.Instances, tenant, record.Value.InstanceId, cancellationToken);
        if (occurrence is null || record is null || instance is null)
        {
            return (SolProblem.NotFound("operation occurrence", operationId), null);
        }
        var phase = subject.PhaseOf(occurrence.Value);
        var fits = demanded is { } wanted
            ? phase == wanted && record.Value.Status == OperationStatus.Parked
            : phase is OperationPhase.Starting or OperationPhase.Processing or OperationPhase.RollingBack;
        if (!fits)
        {
            var legal = phase switch
            {
                OperationPhase.FailedTemp => "It can be retried, rolled back or failed.",
                OperationPhase.Starting or OperationPhase.Processing or OperationPhase.RollingBack => "It is running and can only be cancelled.",
                _ => "It is over.",
            };
            return (SolProblem.Conflict($"The operation '{operationId}' is in the phase {phase}; '{task}' does not apply. {legal}"), null);
        }
        return (null, (occurrence, record, instance));
    }

    private async Task<SolProblem?> CommitAsync(WriteBatch batch, string operationId, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(batch, cancellationToken);
        return result.Ok ? null : Moved(operationId);
    }

    private static SolProblem Moved(string operationId)
        => SolProblem.Conflict($"The operation '{operationId}' changed its state at the same moment. Read it again and repeat the request if it still applies.");

    private void Notify(WriteBatch batch, TenantId tenant, TInstance instance, TOccurrence occurrence, OperationPhase phase)
    {
        if (subject.Notification(tenant, instance, occurrence, phase) is { } draft)
        {
            outbox.Add(batch, draft);
        }
    }
}
