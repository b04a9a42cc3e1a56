using System.Text.Json;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Execution;

/// <summary>
/// What is particular to a service (VNFM: VNF instances; NFVO: network services). Everything else about an operation (phases, journal, retry,
/// roll back, cancel, crash) is <see cref="LifecycleOperationHandler{TInstance, TOccurrence}"/>, once for all.
/// </summary>
/// <typeparam name="TInstance">The stored instance type.</typeparam>
/// <typeparam name="TOccurrence">The stored occurrence type.</typeparam>
public interface ILifecycleSubject<TInstance, TOccurrence>
{
    /// <summary>The operation kind for the engine, for example <c>vnf-lcm</c>.</summary>
    string Kind { get; }

    /// <summary>Where instances are stored.</summary>
    DocumentCollection<TInstance> Instances { get; }

    /// <summary>Where occurrences are stored.</summary>
    DocumentCollection<TOccurrence> Occurrences { get; }

    /// <summary>Limits, time-outs, retries of the steps.</summary>
    StepGraphOptions StepOptions { get; }

    /// <summary>The resources of an instance.</summary>
    IReadOnlyList<ManagedResource> ResourcesOf(TInstance instance);

    /// <summary>Turns the request into a target state, plans the way there and has it granted. May be called again after a crash: idempotent.</summary>
    /// <exception cref="LifecycleRejectedException">The operation cannot be done; nothing was changed.</exception>
    Task<PreparedOperation<TOccurrence>> PrepareAsync(LifecycleRun<TInstance, TOccurrence> run, CancellationToken cancellationToken);

    /// <summary>Completes a plan that a retry or a roll back made anew: with what is done around the resources. What <see cref="PrepareAsync"/> answers is complete.</summary>
    Plan Complete(LifecycleRun<TInstance, TOccurrence> run, Plan plan) => plan;

    /// <summary>The occurrence with what was learnt while the plan was run, beyond resources.</summary>
    Task<TOccurrence> AnnotateAsync(LifecycleRun<TInstance, TOccurrence> run, CancellationToken cancellationToken) => Task.FromResult(run.Occurrence.Value);

    /// <summary>Performs one step, idempotently; returns what later steps and the instance record need to know.</summary>
    Task<JsonElement?> ExecuteAsync(LifecycleRun<TInstance, TOccurrence> run, PlanStep step, StepContext context, CancellationToken cancellationToken);

    /// <summary>Reads the identifier of a resource from the output of its step.</summary>
    string? ResourceIdOf(JsonElement? output);

    /// <summary>The occurrence in its next phase. For ends: with the changes that were made (from the plan) and the error, if any.</summary>
    TOccurrence Enter(LifecycleRun<TInstance, TOccurrence> run, OperationPhase phase, IReadOnlyList<ManagedResource>? resources, ProblemDetails? error);

    /// <summary>The phase an occurrence is in.</summary>
    OperationPhase PhaseOf(TOccurrence occurrence);

    /// <summary>Why an operation cannot be rolled back, as the end of a sentence; null: it can.</summary>
    string? NoRollback(TOccurrence occurrence) => null;

    /// <summary>The occurrence moved to a phase by a request (retry, rollback, fail), or with a cancel request noted.</summary>
    TOccurrence Move(TOccurrence occurrence, OperationPhase phase, CancelRequest cancel);

    /// <summary>The instance of an operation that is given up: whatever is left must stay reachable for a later clean-up.</summary>
    TInstance GiveUp(TInstance instance, PlannedOperation? planned);

    /// <summary>The instance after a run: its resources, and what follows from them for the SOL resource.</summary>
    TInstance Conclude(LifecycleRun<TInstance, TOccurrence> run, OperationPhase phase, IReadOnlyList<ManagedResource> resources);

    /// <summary>Adds what else the service stores in the transaction that ends a run (a snapshot that was taken).</summary>
    Task WriteAlsoAsync(WriteBatch batch, LifecycleRun<TInstance, TOccurrence> run, OperationPhase phase, IReadOnlyList<ManagedResource> resources, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The notification of a phase; null when the standard sends none.</summary>
    NotificationDraft? Notification(TenantId tenant, TInstance instance, TOccurrence occurrence, OperationPhase phase);
}
