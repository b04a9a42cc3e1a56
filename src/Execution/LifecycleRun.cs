using System.Text.Json;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Execution;

/// <summary>One run of an operation, as its service sees it.</summary>
/// <typeparam name="TInstance">The stored instance type.</typeparam>
/// <typeparam name="TOccurrence">The stored occurrence type.</typeparam>
public sealed record LifecycleRun<TInstance, TOccurrence>
{
    /// <summary>The operation in the hands of the engine.</summary>
    public required IOperationContext Context { get; init; }

    /// <summary>The instance as it was when the run began; locked, so only this run changes it.</summary>
    public required Document<TInstance> Instance { get; init; }

    /// <summary>The occurrence as last written.</summary>
    public required Document<TOccurrence> Occurrence { get; init; }

    /// <summary>The plan that is being run; null while it is being made.</summary>
    public PlannedOperation? Planned { get; init; }

    /// <summary>The owner.</summary>
    public TenantId Tenant => Context.Tenant;

    /// <summary>The request of the operation, as accepted.</summary>
    public JsonElement Input => Context.Operation.Input;

    /// <summary>Finds the output of the step, of this run, that created or changed a resource; falls back on what the instance already had.</summary>
    public JsonElement? OutputOf(string resourceKey, StepContext step, Func<TInstance, string, JsonElement?> existing)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(existing);
        if (step.Outputs.TryGetValue(Planner.Id(StepAction.Create, resourceKey), out var created) && created is not null)
        {
            return created;
        }
        if (step.Outputs.TryGetValue(Planner.Id(StepAction.Update, resourceKey), out var updated) && updated is not null)
        {
            return updated;
        }
        return existing(Instance.Value, resourceKey);
    }
}
