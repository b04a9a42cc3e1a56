using System.Text.Json;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>What an instance has after a plan was run, wholly or in part.</summary>
public static class PlanFold
{
    /// <summary>Folds the outcome of a run into the resources of the instance.</summary>
    /// <param name="before">The resources before the run.</param>
    /// <param name="plan">The plan that was run.</param>
    /// <param name="started">Ids of the steps that were started.</param>
    /// <param name="outputs">Outputs of the steps that succeeded; a started step without an entry leaves its resource uncertain.</param>
    /// <param name="resourceId">Reads the identifier of the resource from a step's output.</param>
    /// <returns>The resources now, in a stable order.</returns>
    public static IReadOnlyList<ManagedResource> Apply(
        IReadOnlyList<ManagedResource> before,
        Plan plan,
        IReadOnlySet<string> started,
        IReadOnlyDictionary<string, JsonElement?> outputs,
        Func<JsonElement?, string?> resourceId)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(started);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(resourceId);
        var now = new OrderedDictionary<string, ManagedResource>(StringComparer.Ordinal);
        foreach (var resource in before)
        {
            now[resource.Node.Key] = resource;
        }
        // Steps come in dependency order, so a delete of something broken precedes its new creation.
        foreach (var step in plan.Steps)
        {
            if (!started.Contains(step.Id) || step.Action is StepAction.Run or StepAction.Gate)
            {
                continue;
            }
            var key = step.Node.Key;
            var succeeded = outputs.TryGetValue(step.Id, out var output);
            if (step.Action == StepAction.Delete)
            {
                if (succeeded)
                {
                    now.Remove(key);
                }
                else if (now.TryGetValue(key, out var doomed))
                {
                    // What is broken stays so until it is gone: adopting it would keep the wreck.
                    now[key] = doomed.Condition == ResourceCondition.Broken && !doomed.Node.Spec.RepairsInPlace ? doomed : doomed with { Condition = ResourceCondition.Uncertain };
                }
                continue;
            }
            var previous = now.GetValueOrDefault(key);
            // Who lets go of something is otherwise as it was, uncertain as well; one without output was not there to let go: the next step will tell what is.
            now[key] = succeeded && (step.Action != StepAction.Release || (output is not null && previous?.Condition != ResourceCondition.Uncertain))
                ? new ManagedResource { Node = step.Node, ResourceId = resourceId(output), Outputs = output }
                : new ManagedResource
                {
                    // It may still be as it was: what it used then is not free yet.
                    Node = previous is null ? step.Node : step.Node with { DependsOn = [.. step.Node.DependsOn.Union(previous.Node.DependsOn, StringComparer.Ordinal)] },
                    Condition = ResourceCondition.Uncertain,
                    ResourceId = previous?.ResourceId,
                    Outputs = previous?.Outputs,
                };
        }
        return [.. now.Values];
    }

    /// <summary>The target that keeps exactly what the instance has: the goal of a roll back is this, taken before the operation.</summary>
    /// <remarks>
    /// A node keeps the dependencies it was built with; one that was removed since (a scaled-in VNF that others waited for, the rest of an operation that was given
    /// up) is left out.
    /// </remarks>
    public static ResourceGraph AsTarget(IReadOnlyList<ManagedResource> resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        var there = resources.Select(r => r.Node.Key).ToHashSet(StringComparer.Ordinal);
        return new ResourceGraph([.. resources.Select(r => r.Node.DependsOn.All(there.Contains) ? r.Node : r.Node with { DependsOn = [.. r.Node.DependsOn.Where(there.Contains)] })]);
    }
}
