using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>Puts actions around the resource steps of a plan. Pure; linear.</summary>
public static class PlanActions
{
    /// <summary>The plan with actions before its first and after its last step, each after the one before it.</summary>
    public static Plan Wrap(Plan plan, IReadOnlyList<ResourceNode> before, IReadOnlyList<ResourceNode> after)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Count == 0 && after.Count == 0)
        {
            return plan;
        }
        var steps = new List<PlanStep>(plan.Steps.Count + before.Count + after.Count);
        string? last = null;
        foreach (var action in before)
        {
            steps.Add(Step(action, last is null ? [] : [last]));
            last = steps[^1].Id;
        }
        var needed = plan.Steps.SelectMany(static s => s.DependsOn).ToHashSet(StringComparer.Ordinal);
        foreach (var step in plan.Steps)
        {
            // Whoever waits for another step waits for the actions through it.
            steps.Add(last is not null && step.DependsOn.Count == 0 ? step with { DependsOn = [last] } : step);
        }
        var ends = plan.Steps.Where(s => !needed.Contains(s.Id)).Select(static s => s.Id).ToList();
        if (ends.Count == 0 && last is not null)
        {
            ends.Add(last);
        }
        foreach (var action in after)
        {
            steps.Add(Step(action, ends));
            ends = [steps[^1].Id];
        }
        return new Plan(steps);
    }

    private static PlanStep Step(ResourceNode action, IReadOnlyList<string> dependsOn)
        => new() { Id = Planner.Id(StepAction.Run, action.Key), Action = StepAction.Run, Node = action, DependsOn = dependsOn };
}
