using System.Text.Json;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Execution;

/// <summary>
/// Runs any lifecycle operation of any service: plan once, store the plan, run it, fold what happened into the instance. The same code serves
/// the first run, a resumption after a crash (the plan and the journal are there), a retry and a roll back (a new plan from what is there now).
/// </summary>
public sealed partial class LifecycleOperationHandler<TInstance, TOccurrence>(
    ILifecycleSubject<TInstance, TOccurrence> subject,
    IDocumentStore store,
    INotificationOutbox outbox,
    ILogger<LifecycleOperationHandler<TInstance, TOccurrence>> logger) : IOperationHandler
{
    /// <inheritdoc/>
    public string Kind => subject.Kind;

    /// <inheritdoc/>
    public async Task RunAsync(IOperationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var operation = context.Operation;
        var instance = await store.GetAsync(subject.Instances, context.Tenant, operation.InstanceId, cancellationToken)
            ?? throw new InvalidOperationException($"Operation {operation.Id} works on instance {operation.InstanceId}, which is not stored.");
        var occurrence = await store.GetAsync(subject.Occurrences, context.Tenant, operation.Id, cancellationToken)
            ?? throw new InvalidOperationException($"Operation {operation.Id} has no occurrence resource.");
        var planned = await store.GetAsync(ExecutionCollections.Plans, context.Tenant, operation.Id, cancellationToken);
        var run = new LifecycleRun<TInstance, TOccurrence>
        {
            Context = context,
            Instance = instance,
            Occurrence = occurrence,
            Planned = planned?.Value,
        };

        if (planned is null)
        {
            var started = await StartAsync(run, cancellationToken);
            if (started is null)
            {
                return;
            }
            run = started;
        }
        else if (planned.Value.Run != operation.Run)
        {
            run = await PlanAgainAsync(run, planned, cancellationToken);
        }
        await RunPlanAsync(run, cancellationToken);
    }

    private static bool IsRollback(IOperationContext context) => context.Operation.Mode == RunModes.Rollback;

    private async Task<LifecycleRun<TInstance, TOccurrence>?> StartAsync(LifecycleRun<TInstance, TOccurrence> run, CancellationToken cancellationToken)
    {
        // Asked before as well: preparing may be what does not come to an end (no NFVO to grant it).
        if (run.Context.Cancel != CancelRequest.None)
        {
            await NeverStartedAsync(run, Cancelled("before its first step; nothing was changed"), cancellationToken);
            return null;
        }
        PreparedOperation<TOccurrence> prepared;
        // Nothing is changed by preparing: a cancel request, of either mode, need not wait for its end (an NFVO that takes its time with the grant).
        using var preparing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run.Context.CancelRequested);
        try
        {
            prepared = await subject.PrepareAsync(run, preparing.Token);
        }
        catch (OperationCanceledException) when (run.Context.Cancel != CancelRequest.None && !cancellationToken.IsCancellationRequested)
        {
            await NeverStartedAsync(run, Cancelled("before its first step; nothing was changed"), cancellationToken);
            return null;
        }
        catch (LifecycleRejectedException rejection)
        {
            Log.Rejected(logger, run.Context.Operation.Id, rejection.Problem.Detail);
            await NeverStartedAsync(run, rejection.Problem, cancellationToken);
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or (InvalidOperationException and not ObjectDisposedException) or KeyNotFoundException or InvalidDataException or JsonException or FormatException)
        {
            // Trying again would fail again: better an operation that is over, and says why, than one that stays STARTING for ever.
            Log.PlanningFailed(logger, fault, run.Context.Operation.Id);
            await NeverStartedAsync(
                run,
                new ProblemDetails { Title = "The operation could not be planned", Status = 500, Detail = $"Planning failed: {fault.Message} Nothing was changed. The log of the service has the details under operation {run.Context.Operation.Id}." },
                cancellationToken);
            return null;
        }
        if (run.Context.Cancel != CancelRequest.None)
        {
            await NeverStartedAsync(run, Cancelled("before its first step; nothing was changed"), cancellationToken);
            return null;
        }

        var planned = new PlannedOperation
        {
            OperationId = run.Context.Operation.Id,
            Run = run.Context.Operation.Run,
            Before = subject.ResourcesOf(run.Instance.Value),
            Target = prepared.Target.Nodes,
            Plan = prepared.Plan,
            Data = prepared.Data,
            Marks = prepared.Marks,
            Wishes = prepared.Wishes,
        };
        run = run with { Planned = planned, Occurrence = run.Occurrence with { Value = prepared.Occurrence } };
        var next = subject.Enter(run, OperationPhase.Processing, null, null);
        var batch = new WriteBatch()
            .Insert(ExecutionCollections.Plans, run.Tenant, planned.OperationId, planned)
            .Replace(subject.Occurrences, run.Occurrence, next);
        // A network service is PROCESSING from its acceptance on: a state that was not left is not told again.
        if (subject.PhaseOf(next) != subject.PhaseOf(run.Occurrence.Value))
        {
            Notify(batch, run.Tenant, run.Instance.Value, next, OperationPhase.Processing);
        }
        try
        {
            await run.Context.CommitAsync(batch, cancellationToken);
        }
        catch (StoreConflictException cancelled) when (cancelled.Conflict.Collection == subject.Occurrences.Name)
        {
            // Only a cancel request writes the occurrence beside us; one that was acknowledged before the first step holds, even if its signal is still on the way.
            await NeverStartedAsync(run, Cancelled("before its first step; nothing was changed"), cancellationToken);
            return null;
        }
        return run with { Occurrence = run.Occurrence with { Value = next, Version = run.Occurrence.Version + 1 } };
    }

    private async Task NeverStartedAsync(LifecycleRun<TInstance, TOccurrence> run, ProblemDetails problem, CancellationToken cancellationToken)
    {
        var resources = subject.ResourcesOf(run.Instance.Value);
        var instance = subject.Conclude(run, OperationPhase.RolledBack, resources);
        var occurrence = subject.Enter(run, OperationPhase.RolledBack, resources, problem);
        await run.Context.FinishAsync(await EndOfAsync(run, instance, occurrence, OperationPhase.RolledBack, resources, cancellationToken), cancellationToken);
    }

    private async Task<LifecycleRun<TInstance, TOccurrence>> PlanAgainAsync(
        LifecycleRun<TInstance, TOccurrence> run, Document<PlannedOperation> planned, CancellationToken cancellationToken)
    {
        var now = subject.ResourcesOf(run.Instance.Value);
        var again = planned.Value with
        {
            Run = run.Context.Operation.Run,
            Plan = subject.Complete(
                run,
                IsRollback(run.Context)
                    ? Planner.Plan(now, PlanFold.AsTarget(planned.Value.Before), planned.Value.Wishes is { } wishes ? wishes with { CheckAll = false } : null)
                    : Planner.Plan(ResourceMark.Apply(now, planned.Value.Marks), new ResourceGraph(planned.Value.Target), planned.Value.Wishes)),
        };
        await run.Context.CommitAsync(new WriteBatch().Replace(ExecutionCollections.Plans, planned, again), cancellationToken);
        return run with { Planned = again };
    }

    private async Task RunPlanAsync(LifecycleRun<TInstance, TOccurrence> run, CancellationToken cancellationToken)
    {
        var plan = run.Planned!.Plan;
        var steps = plan.Steps.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var result = await run.Context.RunGraphAsync(
            [.. plan.Steps.Select(static s => new StepDefinition(s.Id, s.DependsOn, s.Node.Spec is ActionSpec action ? TimeSpan.FromSeconds(action.TimeoutSeconds) : null))],
            (context, token) => subject.ExecuteAsync(run, steps[context.StepId], context, token),
            subject.StepOptions,
            cancellationToken);

        run = run with { Occurrence = run.Occurrence with { Value = await subject.AnnotateAsync(run, cancellationToken) } };
        var resources = PlanFold.Apply(subject.ResourcesOf(run.Instance.Value), plan, result.Started, result.Outputs, subject.ResourceIdOf);
        if (result.Succeeded)
        {
            var end = IsRollback(run.Context) ? OperationPhase.RolledBack : OperationPhase.Completed;
            var done = subject.Conclude(run, end, resources);
            await run.Context.FinishAsync(await EndOfAsync(run, done, subject.Enter(run, end, resources, null), end, resources, cancellationToken), cancellationToken);
            return;
        }
        var problem = Explain(run, result);
        Log.Stopped(logger, run.Context.Operation.Id, problem.Detail);
        var halted = subject.Conclude(run, OperationPhase.FailedTemp, resources);
        await run.Context.ParkAsync(
            await EndOfAsync(run, halted, subject.Enter(run, OperationPhase.FailedTemp, resources, problem), OperationPhase.FailedTemp, resources, cancellationToken),
            cancellationToken);
    }

    /// <remarks>The occurrence has one owner, the holder of the lease; only a cancel request is noted in it by others, and this phase answers that.</remarks>
    private async Task<WriteBatch> EndOfAsync(
        LifecycleRun<TInstance, TOccurrence> run, TInstance instance, TOccurrence occurrence, OperationPhase phase, IReadOnlyList<ManagedResource> resources, CancellationToken cancellationToken)
    {
        var batch = new WriteBatch()
            .Replace(subject.Instances, run.Instance, instance)
            .Put(subject.Occurrences, run.Tenant, run.Occurrence.Id, occurrence);
        Notify(batch, run.Tenant, instance, occurrence, phase);
        await subject.WriteAlsoAsync(batch, run, phase, resources, cancellationToken);
        return batch;
    }

    private void Notify(WriteBatch batch, TenantId tenant, TInstance instance, TOccurrence occurrence, OperationPhase phase)
    {
        if (subject.Notification(tenant, instance, occurrence, phase) is { } draft)
        {
            outbox.Add(batch, draft);
        }
    }

    /// <summary>What failed, what had been done, what can be done now: in words, and as members for software.</summary>
    private ProblemDetails Explain(LifecycleRun<TInstance, TOccurrence> run, StepGraphResult result)
    {
        var total = run.Planned!.Plan.Steps.Count;
        var done = result.Outputs.Count;
        var noRollback = subject.NoRollback(run.Occurrence.Value);
        var problem = result.Failures.Count == 0 ? Cancelled($"after {done} of {total} steps") : Failed();
        var explanation = new LifecycleExplanation
        {
            FailedSteps = [.. result.Failures.Take(LifecycleExplanation.MaxSteps).Select(f => new FailedStep(f.StepId, f.Attempts, f.Error ?? ""))],
            DoneSteps = [.. run.Planned.Plan.Steps.Select(s => s.Id).Where(result.Outputs.ContainsKey).Take(LifecycleExplanation.MaxSteps)],
            StepsDone = done,
            StepsInPlan = total,
            LegalActions = noRollback is null ? ["retry", "rollback", "fail"] : ["retry", "fail"],
        };
        return problem with { Extensions = explanation.AsExtensions() };

        ProblemDetails Failed()
        {
            var causes = result.Failures.Take(3).Select(f => $"step '{f.StepId}' failed after {f.Attempts} attempt(s): {f.Error?.TrimEnd('.')}");
            var more = result.Failures.Count > 3 ? $" (and {result.Failures.Count - 3} more)" : "";
            var next = noRollback is null
                ? "Retry goes on from there, rollback restores the state before, fail gives up."
                : $"Retry goes on from there, fail gives up; there is no rollback: {noRollback}.";
            return new ProblemDetails
            {
                Title = IsRollback(run.Context) ? "The roll back stopped" : "The operation stopped",
                Status = 500,
                Detail = $"{string.Join("; ", causes)}{more}. {done} of {total} steps had been done and are kept. {next}",
            };
        }
    }

    private static ProblemDetails Cancelled(string when) => new()
    {
        Title = "Cancelled",
        Status = 409,
        Detail = $"The operation was cancelled on request {when}.",
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Operation {OperationId} was refused before its first step: {Detail}")]
        public static partial void Rejected(ILogger logger, string operationId, string detail);

        [LoggerMessage(3, LogLevel.Error, "Operation {OperationId} could not be planned; it is rolled back, nothing was changed")]
        public static partial void PlanningFailed(ILogger logger, Exception fault, string operationId);

        [LoggerMessage(2, LogLevel.Warning, "Operation {OperationId} stopped: {Detail}")]
        public static partial void Stopped(ILogger logger, string operationId, string detail);
    }
}
