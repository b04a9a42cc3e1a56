using System.Text.Json;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using Shouldly;

namespace NfvOrchestrator.Lifecycle.Tests.Planning;

/// <summary>Actions around the resource steps of a plan.</summary>
public sealed class PlanActionsTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 2, 0)]
    [InlineData(7, 0, 2)]
    [InlineData(40, 3, 3)]
    public void Actions_are_before_and_after_everything_else_and_one_after_the_other(int resources, int before, int after)
    {
        var nodes = Enumerable.Range(0, resources).Select(i => new ResourceNode
        {
            Key = $"storage/{i}",
            Spec = new StorageSpec { SizeGib = 1 },
            DependsOn = i % 3 == 0 ? [] : [$"storage/{i - 1}"],
        }).ToList();
        var plan = PlanActions.Wrap(Planner.Plan([], new ResourceGraph(nodes)), Actions("start", before), Actions("end", after));

        plan.Steps.Count.ShouldBe(resources + before + after);
        var needs = new Dictionary<string, HashSet<string>>();
        foreach (var step in plan.Steps)
        {
            step.DependsOn.ShouldAllBe(d => needs.ContainsKey(d), "steps come after those they need");
            needs[step.Id] = [.. step.DependsOn, .. step.DependsOn.SelectMany(d => needs[d])];
        }
        foreach (var step in plan.Steps)
        {
            var starts = plan.Steps.Where(s => s.Id.StartsWith("run:start", StringComparison.Ordinal)).Select(s => s.Id).ToList();
            var own = starts.IndexOf(step.Id);
            needs[step.Id].IsSupersetOf(own < 0 ? starts : starts.Take(own)).ShouldBeTrue(step.Id);
            if (step.Id.StartsWith("run:end", StringComparison.Ordinal))
            {
                needs[step.Id].IsSupersetOf(plan.Steps.Where(s => s.Action == StepAction.Create).Select(s => s.Id)).ShouldBeTrue(step.Id);
            }
        }
    }

    [Fact]
    public void Actions_leave_nothing_in_the_instance()
    {
        var plan = PlanActions.Wrap(new Plan([]), Actions("start", 1), Actions("end", 1));
        var ids = plan.Steps.Select(s => s.Id).ToHashSet();
        PlanFold.Apply([], plan, ids, new Dictionary<string, JsonElement?> { [plan.Steps[0].Id] = null }, _ => null).ShouldBeEmpty();
        PlanActions.Wrap(plan, [], []).ShouldBeSameAs(plan);
    }

    [Fact]
    public void A_plan_with_actions_is_stored_and_read()
    {
        var plan = PlanActions.Wrap(new Plan([]), Actions("start", 1), []);
        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(plan, LifecycleJsonContext.Default.Plan), LifecycleJsonContext.Default.Plan)!;
        read.Steps[0].Action.ShouldBe(StepAction.Run);
        read.Steps[0].Node.Spec.ShouldBeOfType<ActionSpec>().Name.ShouldBe("start0");
    }

    private static List<ResourceNode> Actions(string name, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new ResourceNode { Key = $"{name}/{i}", Spec = new ActionSpec { Action = "script", Name = $"{name}{i}", TimeoutSeconds = 1 } }),
    ];
}
