using System.Collections.Concurrent;
using System.Text.Json;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Platform.Operations;

namespace NfvOrchestrator.Execution.Tests;

/// <summary>A cloud that survives the processes that use it: create-or-adopt, delete what is there.</summary>
internal sealed class ToyWorld
{
    private readonly ConcurrentDictionary<string, long> things = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> made = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> reached = new(StringComparer.Ordinal);
    private int sequence;

    /// <summary>Steps that fail for good.</summary>
    public ConcurrentDictionary<string, bool> Broken { get; } = new(StringComparer.Ordinal);

    /// <summary>Steps (or <c>prepare</c>) that wait until the gate opens.</summary>
    public ConcurrentDictionary<string, TaskCompletionSource> Gates { get; } = new(StringComparer.Ordinal);

    /// <summary>The operation of the step that began last.</summary>
    public IOperationContext? Running { get; set; }

    /// <summary>What is there, by key.</summary>
    public IReadOnlyDictionary<string, long> Things => things;

    /// <summary>How often a thing was really made.</summary>
    public IReadOnlyDictionary<string, int> Made => made;

    /// <summary>Completes when a step (or <c>prepare</c>) has begun.</summary>
    public Task ReachedAsync(string step) => reached.GetOrAdd(step, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public int Next() => Interlocked.Increment(ref sequence);

    public TaskCompletionSource Gate(string step) => Gates.GetOrAdd(step, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    public async Task PassAsync(string step, CancellationToken cancellationToken)
    {
        reached.GetOrAdd(step, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        if (Gates.TryGetValue(step, out var gate))
        {
            await gate.Task.WaitAsync(cancellationToken);
        }
        if (Broken.ContainsKey(step))
        {
            throw new InvalidOperationException($"{step} does not work today");
        }
    }

    public async Task<JsonElement?> PerformAsync(PlanStep step, CancellationToken cancellationToken)
    {
        await PassAsync(step.Id, cancellationToken);
        var key = step.Node.Key;
        if (step.Action == StepAction.Delete)
        {
            things.TryRemove(key, out _);
            return null;
        }
        foreach (var needed in step.Node.DependsOn)
        {
            things.ContainsKey(needed).ShouldBeTrue($"{step.Id} runs before {needed} is there");
        }
        if (things.TryAdd(key, ((Lifecycle.Resources.StorageSpec)step.Node.Spec).SizeGib))
        {
            made.AddOrUpdate(key, 1, static (_, n) => n + 1);
        }
        things[key] = ((Lifecycle.Resources.StorageSpec)step.Node.Spec).SizeGib;
        return JsonSerializer.SerializeToElement("id:" + key);
    }
}
