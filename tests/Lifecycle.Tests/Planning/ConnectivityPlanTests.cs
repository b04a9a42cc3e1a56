using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;

namespace NfvOrchestrator.Lifecycle.Tests.Planning;

/// <summary>Ports and links of random VNFs in a VIM that refuses what VIMs refuse: every plan leads to its target, and a second one has nothing to do.</summary>
public sealed class ConnectivityPlanTests
{
    [Fact]
    public void From_any_wiring_to_any_other_and_to_nothing() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var wiring = new RandomWiring(random);
        var world = new PortWorld();
        IReadOnlyList<ManagedResource> now = [];
        for (var change = 0; change < 4; change++)
        {
            now = Run(now, VnfTarget.Build(wiring.Next()), world, int.MaxValue, random);
        }
        now = Run(now, ResourceGraph.Empty, world, int.MaxValue, random);
        now.ShouldBeEmpty();
        world.Things.ShouldBeEmpty();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void What_is_broken_is_made_anew_under_those_that_use_it() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var wiring = new RandomWiring(random);
        var world = new PortWorld();
        var target = VnfTarget.Build(wiring.Next());
        var now = Run([], target, world, int.MaxValue, random);
        now = [.. now.Select(r => random.Next(4) == 0 ? r with { Condition = ResourceCondition.Broken } : r)];
        // Heals, and changes something at the same time.
        Run(now, random.Next(2) == 0 ? target : VnfTarget.Build(wiring.Next()), world, int.MaxValue, random);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Wherever_a_run_stops_retry_and_roll_back_get_there() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var first = new RandomWiring(new Random(seed)).Next();
        var second = new RandomWiring(new Random(seed + 1)).Next();
        var steps = Planner.Plan(Run([], VnfTarget.Build(first), new PortWorld(), int.MaxValue, new Random(seed)), VnfTarget.Build(second)).Steps.Count;
        for (var stop = 0; stop < steps; stop++)
        {
            foreach (var back in new[] { false, true })
            {
                var random = new Random(seed);
                var world = new PortWorld();
                var before = Run([], VnfTarget.Build(first), world, int.MaxValue, random);
                var half = Run(before, VnfTarget.Build(second), world, stop, random);
                Run(half, back ? PlanFold.AsTarget(before) : VnfTarget.Build(second), world, int.MaxValue, random);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    /// <summary>Runs a plan; the answer of the step at <paramref name="stop"/> is lost, after it was done or before.</summary>
    private static IReadOnlyList<ManagedResource> Run(IReadOnlyList<ManagedResource> before, ResourceGraph target, PortWorld world, int stop, Random random)
    {
        var plan = Planner.Plan(before, target);
        world.Doing = plan;
        var started = new HashSet<string>(StringComparer.Ordinal);
        var outputs = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
        for (var index = 0; index < plan.Steps.Count && index <= stop; index++)
        {
            var step = plan.Steps[index];
            step.DependsOn.Where(d => !outputs.ContainsKey(d)).ShouldBeEmpty($"{step.Id} comes before what it depends on");
            started.Add(step.Id);
            if (index < stop || random.Next(2) == 0)
            {
                world.Perform(step);
            }
            if (index < stop)
            {
                outputs[step.Id] = step.Action == StepAction.Delete ? null : JsonSerializer.SerializeToElement("id:" + step.Node.Key);
            }
        }
        var after = PlanFold.Apply(before, plan, started, outputs, o => o?.GetString());
        if (stop < plan.Steps.Count)
        {
            return after;
        }
        after.Select(r => r.Node.Key).ShouldBe(target.Nodes.Select(n => n.Key), ignoreOrder: true);
        world.Things.Keys.ShouldBe(target.Nodes.Select(n => n.Key), ignoreOrder: true);
        target.Nodes.Where(n => !Planner.SameSpec(n.Spec, world.Things[n.Key])).Select(n => n.Key).ShouldBeEmpty("not as the target has it");
        Planner.Plan(after, target).IsEmpty.ShouldBeTrue("a second plan has something to do");
        return after;
    }
}
