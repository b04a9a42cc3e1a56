using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Tests.Planning;

/// <summary>The order an operation wishes for: batches with gates, and hand-over of what only one can use.</summary>
public sealed class PlanWishesTests
{
    [Fact]
    public void Servers_are_rebuilt_batch_by_batch_with_a_gate_between()
    {
        var before = Enumerable.Range(0, 5).Select(i => Server(i, [])).ToList();
        var target = new ResourceGraph([.. before.Select(n => n with { Spec = ((ComputeSpec)n.Spec) with { Incarnation = 1 } })]);
        var plan = Planner.Plan(Present(before), target, new PlanWishes { Units = [.. before.Select(n => new[] { n.Key })], BatchSize = 2, SoakSeconds = 3 });
        plan.Steps.Count(s => s.Action == StepAction.Gate).ShouldBe(3);
        Before(plan, "update:compute/c/0", "update:compute/c/1").ShouldBeFalse("two of a batch are worked on together");
        Before(plan, "update:compute/c/0", "update:compute/c/2").ShouldBeTrue();
        Before(plan, "update:compute/c/1", "gate:batch/0/done").ShouldBeTrue();
        Before(plan, "gate:batch/0/done", "update:compute/c/3").ShouldBeTrue();
        Before(plan, "gate:batch/1/done", "update:compute/c/4").ShouldBeTrue();
        var gate = (GateSpec)plan.Steps.Single(s => s.Id == "gate:batch/0/done").Node.Spec;
        gate.ServerKeys.ShouldBe(["compute/c/0", "compute/c/1"]);
        gate.SoakSeconds.ShouldBe(3);
    }

    [Fact]
    public void What_needs_no_work_is_in_no_batch_and_is_checked_at_the_end_when_wished()
    {
        var nodes = Enumerable.Range(0, 3).Select(i => Server(i, [])).ToList();
        var wishes = new PlanWishes { Units = [.. nodes.Select(n => new[] { n.Key })], BatchSize = 1 };
        Planner.Plan(Present(nodes), new ResourceGraph(nodes), wishes).IsEmpty.ShouldBeTrue();
        var plan = Planner.Plan(Present(nodes), new ResourceGraph(nodes), wishes with { CheckAll = true });
        ((GateSpec)plan.Steps.ShouldHaveSingleItem().Node.Spec).ServerKeys.Count.ShouldBe(3);
    }

    [Fact]
    public void A_port_changes_hands_when_the_new_server_is_up()
    {
        var port = Port();
        var old = Server(0, [port.Key]);
        var fresh = Server(1, [port.Key]);
        var plan = Planner.Plan(
            Present([port, old]),
            new ResourceGraph([port, fresh]),
            new PlanWishes { Units = [[old.Key, fresh.Key]], Handover = true });
        string[] order = ["create:compute/c/1", "gate:batch/0/ready", "release:compute/c/0", "update:compute/c/1", "gate:batch/0/done", "delete:compute/c/0"];
        plan.Steps.Select(s => s.Id).ShouldBe(order);
        for (var i = 1; i < order.Length; i++)
        {
            Before(plan, order[i - 1], order[i]).ShouldBeTrue($"{order[i - 1]} comes before {order[i]}");
        }
        ((ComputeSpec)plan.Steps[0].Node.Spec).PortKeys.ShouldBeEmpty();
        plan.Steps[0].Node.DependsOn.ShouldBeEmpty();
        ((ComputeSpec)plan.Steps[3].Node.Spec).PortKeys.ShouldBe([port.Key]);
    }

    [Fact]
    public void Without_that_wish_the_old_server_goes_before_the_new_one_takes_its_port()
    {
        var port = Port();
        var plan = Planner.Plan(Present([port, Server(0, [port.Key])]), new ResourceGraph([port, Server(1, [port.Key])]));
        plan.Steps.Select(s => s.Id).ShouldBe(["delete:compute/c/0", "create:compute/c/1"]);
        Before(plan, "delete:compute/c/0", "create:compute/c/1").ShouldBeTrue();
    }

    [Fact]
    public void What_several_share_changes_no_hands()
    {
        var volume = new ResourceNode { Key = "storage/s", Spec = new StorageSpec { SizeGib = 1 } };
        ResourceNode Sharing(int number) => new() { Key = $"compute/c/{number}", DependsOn = [volume.Key], Spec = new ComputeSpec { VduId = "c", Name = "c", VirtualCpus = 1, MemoryMib = 1, ImageRef = "i", StorageKeys = [volume.Key] } };
        var plan = Planner.Plan(Present([volume, Sharing(0)]), new ResourceGraph([volume, Sharing(0), Sharing(1)]));
        plan.Steps.ShouldHaveSingleItem().DependsOn.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void From_every_point_of_a_hand_over_the_way_leads_on_and_back(int done)
    {
        var port = Port();
        var old = Server(0, [port.Key]);
        var fresh = Server(1, [port.Key]);
        var wishes = new PlanWishes { Units = [[old.Key, fresh.Key]], Handover = true };
        var before = Present([port, old]);
        var target = new ResourceGraph([port, fresh]);
        var now = Run(before, Planner.Plan(before, target, wishes), done);
        foreach (var goal in new[] { target, PlanFold.AsTarget(before) })
        {
            var plan = Planner.Plan(now, goal, wishes);
            var after = Run(now, plan, plan.Steps.Count);
            after.Select(r => r.Node.Key).ShouldBe(goal.Nodes.Select(n => n.Key), ignoreOrder: true);
            after.ShouldAllBe(r => Planner.SameSpec(r.Node.Spec, goal.Find(r.Node.Key)!.Spec));
        }
    }

    [Fact]
    public void A_server_is_rebuilt_only_when_that_is_meant()
    {
        var spec = (ComputeSpec)Server(0, []).Spec;
        spec.CanBecome(spec with { ImageRef = "other" }).ShouldBeFalse();
        spec.CanBecome(spec with { ImageRef = "other", Incarnation = 1 }).ShouldBeTrue();
        spec.CanBecome(spec with { Incarnation = 1 }).ShouldBeTrue();
        spec.CanBecome(spec with { ImageRef = null, Incarnation = 1 }).ShouldBeFalse();
        spec.CanBecome(spec with { Incarnation = 1, Placement = new ComputePlacement("elsewhere", null, null) }).ShouldBeFalse();
    }

    /// <summary>Runs the first steps of a plan in its order; nobody may hold a port that another has.</summary>
    private static IReadOnlyList<ManagedResource> Run(IReadOnlyList<ManagedResource> before, Plan plan, int count)
    {
        var now = before;
        for (var i = 1; i <= Math.Min(count, plan.Steps.Count); i++)
        {
            var started = plan.Steps.Take(i).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
            now = PlanFold.Apply(before, plan, started, started.ToDictionary(s => s, _ => (System.Text.Json.JsonElement?)null, StringComparer.Ordinal), _ => "id");
            now.SelectMany(r => r.Node.Spec is ComputeSpec server ? server.PortKeys : []).ShouldBeUnique();
        }
        return now;
    }

    private static bool Before(Plan plan, string first, string second)
    {
        var steps = plan.Steps.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var waiting = new Queue<string>(steps[second].DependsOn);
        while (waiting.TryDequeue(out var id))
        {
            if (id == first)
            {
                return true;
            }
            foreach (var on in steps[id].DependsOn)
            {
                waiting.Enqueue(on);
            }
        }
        return false;
    }

    private static List<ManagedResource> Present(IReadOnlyList<ResourceNode> nodes) => [.. nodes.Select(n => new ManagedResource { Node = n, ResourceId = n.Key })];

    private static ResourceNode Port() => new() { Key = "port/p/0", Spec = new PortSpec { CpdId = "p", ExternalNetworkId = "net" } };

    private static ResourceNode Server(int number, IReadOnlyList<string> ports) => new()
    {
        Key = $"compute/c/{number}",
        DependsOn = ports,
        Spec = new ComputeSpec { VduId = "c", Name = $"c-{number}", VirtualCpus = 1, MemoryMib = 512, ImageRef = "image", PortKeys = ports },
    };
}
