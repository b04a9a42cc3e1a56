using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Execution.Tests;

/// <summary>The smallest service: what it is asked for is the target.</summary>
internal sealed class ToySubject(ToyWorld world, ToyStore store) : ILifecycleSubject<ToyInstance, ToyOccurrence>
{
    public string Kind => Toy.Kind;

    public DocumentCollection<ToyInstance> Instances => Toy.Instances;

    public DocumentCollection<ToyOccurrence> Occurrences => Toy.Occurrences;

    public StepGraphOptions StepOptions { get; } = new() { MaxAttempts = 2, BaseDelay = TimeSpan.FromMilliseconds(1) };

    public IReadOnlyList<ManagedResource> ResourcesOf(ToyInstance instance) => instance.Resources;

    public async Task<PreparedOperation<ToyOccurrence>> PrepareAsync(LifecycleRun<ToyInstance, ToyOccurrence> run, CancellationToken cancellationToken)
    {
        await world.PassAsync("prepare", cancellationToken);
        var input = run.Input.Deserialize(ToyJson.Default.ToyInput)!;
        if (input.Refused)
        {
            throw new LifecycleRejectedException(new ProblemDetails { Status = 403, Detail = "no room" });
        }
        var target = new ResourceGraph(input.Target);
        return new PreparedOperation<ToyOccurrence>(target, Planner.Plan(run.Instance.Value.Resources, target), run.Occurrence.Value, null);
    }

    public Task<JsonElement?> ExecuteAsync(LifecycleRun<ToyInstance, ToyOccurrence> run, PlanStep step, StepContext context, CancellationToken cancellationToken)
    {
        world.Running = run.Context;
        return store.ReachAsync(() => world.PerformAsync(step, cancellationToken));
    }

    public string? ResourceIdOf(JsonElement? output) => output?.GetString();

    public ToyOccurrence Enter(LifecycleRun<ToyInstance, ToyOccurrence> run, OperationPhase phase, IReadOnlyList<ManagedResource>? resources, ProblemDetails? error)
        => new(phase, Error: error?.Detail);

    public OperationPhase PhaseOf(ToyOccurrence occurrence) => occurrence.Phase;

    public ToyOccurrence Move(ToyOccurrence occurrence, OperationPhase phase, CancelRequest cancel) => occurrence with { Phase = phase, CancelPending = cancel != CancelRequest.None };

    public ToyInstance GiveUp(ToyInstance instance, PlannedOperation? planned) => instance with { GivenUp = true };

    public ToyInstance Conclude(LifecycleRun<ToyInstance, ToyOccurrence> run, OperationPhase phase, IReadOnlyList<ManagedResource> resources)
        => run.Instance.Value with { Resources = resources };

    public NotificationDraft? Notification(TenantId tenant, ToyInstance instance, ToyOccurrence occurrence, OperationPhase phase) => new()
    {
        Tenant = tenant,
        Api = "toy",
        InstanceId = "i",
        NotificationType = phase.ToString(),
        Facts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal),
        Body = new JsonObject { ["phase"] = occurrence.Phase.ToString() },
    };
}
