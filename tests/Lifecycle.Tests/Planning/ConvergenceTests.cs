using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Tests.Planning;

/// <summary>Whatever a run got to and whatever answers were lost: planning again, to the target or back, ends there and leaves nothing behind.</summary>
public sealed class ConvergenceTests
{
    private enum Fate
    {
        /// <summary>The step failed and nothing was done.</summary>
        Failed,

        /// <summary>The step was done but its answer was lost.</summary>
        AnswerLost,
    }

    [Fact]
    public void From_every_step_retry_and_roll_back_converge() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var graphs = new RandomGraphs(seed);
        var nodes = graphs.Nodes(9, 0.6);
        var before = graphs.Managed(nodes);
        var target = new ResourceGraph(graphs.Changed(nodes, 9));
        var steps = Planner.Plan(before, target).Steps.Count;
        for (var stop = 0; stop < steps; stop++)
        {
            foreach (var fate in new[] { Fate.Failed, Fate.AnswerLost })
            {
                Converge(before, target, target, stop, fate, graphs.Random);
                Converge(before, target, PlanFold.AsTarget(before), stop, fate, graphs.Random);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Rolling_back_needs_no_dependency_that_was_removed_since()
    {
        var leader = RandomGraphs.Node(0, 0, []);
        var follower = RandomGraphs.Node(1, 0, [leader.Key, "storage/99"]);
        var goal = PlanFold.AsTarget([new ManagedResource { Node = leader }, new ManagedResource { Node = follower }]);
        goal.Find(follower.Key)!.DependsOn.ShouldBe([leader.Key]);
    }

    [Fact]
    public void What_is_broken_stays_broken_until_its_removal_was_seen()
    {
        var wreck = new ManagedResource { Node = RandomGraphs.Node(0, 0, []), Condition = ResourceCondition.Broken };
        var plan = Planner.Plan([wreck], new ResourceGraph([wreck.Node]));
        var after = PlanFold.Apply([wreck], plan, new HashSet<string>(StringComparer.Ordinal) { "delete:storage/00" }, new Dictionary<string, JsonElement?>(StringComparer.Ordinal), _ => null);
        after.Single().Condition.ShouldBe(ResourceCondition.Broken);
    }

    private static void Converge(List<ManagedResource> before, ResourceGraph target, ResourceGraph goal, int stop, Fate fate, Random random)
    {
        var there = before.Where(r => r.Condition != ResourceCondition.Uncertain || random.Next(2) == 0).ToList();
        // The order is checked elsewhere; here resources of two targets meet.
        var world = new World(there, ["any"]);
        var managed = Run(before, Planner.Plan(before, target), world, stop, fate, random);
        for (var again = 0; again < 3; again++)
        {
            var plan = Planner.Plan(managed, goal);
            managed = Run(managed, plan, world, random.Next(plan.Steps.Count + 1), random.Next(2) == 0 ? Fate.Failed : Fate.AnswerLost, random);
        }
        managed = Run(managed, Planner.Plan(managed, goal), world, int.MaxValue, fate, random);

        managed.ShouldAllBe(r => r.Condition == ResourceCondition.Present);
        managed.Select(r => r.Node.Key).ShouldBe(goal.Nodes.Select(n => n.Key), ignoreOrder: true);
        world.Specs.Keys.ShouldBe(goal.Nodes.Select(n => n.Key), ignoreOrder: true);
        goal.Nodes.ShouldAllBe(n => Planner.SameSpec(world.Specs[n.Key], n.Spec));
        world.AnyBroken.ShouldBeFalse();
        Planner.Plan(managed, goal).IsEmpty.ShouldBeTrue();
    }

    /// <summary>Runs a plan; the step at <paramref name="stop"/> meets its fate, and what does not depend on it may or may not go on.</summary>
    private static IReadOnlyList<ManagedResource> Run(IReadOnlyList<ManagedResource> before, Plan plan, World world, int stop, Fate fate, Random random)
    {
        var started = new HashSet<string>(StringComparer.Ordinal);
        var outputs = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
        var goOn = random.Next(2) == 0;
        for (var index = 0; index < plan.Steps.Count && (index <= stop || goOn); index++)
        {
            var step = plan.Steps[index];
            if (!step.DependsOn.All(outputs.ContainsKey))
            {
                continue;
            }
            started.Add(step.Id);
            if (index != stop || fate == Fate.AnswerLost)
            {
                world.Perform(step);
            }
            if (index != stop)
            {
                outputs[step.Id] = step.Action == StepAction.Delete ? null : JsonSerializer.SerializeToElement("id:" + step.Node.Key);
            }
        }
        return PlanFold.Apply(before, plan, started, outputs, o => o?.GetString());
    }
}
