using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Tests.Planning;

/// <summary>A cloud in memory that performs steps as adapters do, and complains when it is asked in a wrong order.</summary>
internal sealed class World
{
    private readonly Dictionary<string, (ResourceNode Node, bool Broken)> things = new(StringComparer.Ordinal);
    private readonly HashSet<string> replaced;

    public World(IEnumerable<ManagedResource> there, IEnumerable<string> replaced)
    {
        foreach (var resource in there)
        {
            things[resource.Node.Key] = (resource.Node, resource.Condition == ResourceCondition.Broken);
        }
        this.replaced = replaced.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What is there: key and spec.</summary>
    public IReadOnlyDictionary<string, ResourceSpec> Specs => things.ToDictionary(t => t.Key, t => t.Value.Node.Spec, StringComparer.Ordinal);

    public bool AnyBroken => things.Values.Any(t => t.Broken);

    public bool Has(string key) => things.ContainsKey(key);

    public void Perform(PlanStep step)
    {
        var key = step.Node.Key;
        if (step.Action == StepAction.Delete)
        {
            if (replaced.Count == 0)
            {
                things.Where(t => t.Value.Node.DependsOn.Contains(key, StringComparer.Ordinal)).Select(t => t.Key)
                    .ShouldBeEmpty($"{step.Id} takes away what others still depend on");
            }
            things.Remove(key);
            return;
        }
        step.Node.DependsOn.Where(d => !things.ContainsKey(d)).ShouldBeEmpty($"{step.Id} runs before what it depends on is there");
        if (things.TryGetValue(key, out var present) && present.Broken)
        {
            step.Node.Spec.RepairsInPlace.ShouldBeTrue($"{step.Id} adopts a wreck");
        }
        if (step.Action == StepAction.Update)
        {
            things.ContainsKey(key).ShouldBeTrue($"{step.Id} changes what is not there");
        }
        things[key] = (step.Node, false);
    }

    /// <summary>Keys that a plan removes and creates again.</summary>
    public static IEnumerable<string> ReplacedBy(Plan plan)
        => plan.Steps.Where(s => s.Action == StepAction.Delete).Select(s => s.Node.Key).Intersect(plan.Steps.Where(s => s.Action == StepAction.Create).Select(s => s.Node.Key));
}
