using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Tests.Planning;

public sealed class PlannerTests
{
    [Fact]
    public void Steps_in_any_allowed_order_lead_to_the_target() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var graphs = new RandomGraphs(seed);
        var before = graphs.Nodes(14, 0.6);
        var current = graphs.Managed(before);
        var target = new ResourceGraph(graphs.Changed(before, 14));
        var plan = Planner.Plan(current, target);

        var world = new World(current.Where(r => r.Condition != ResourceCondition.Uncertain || graphs.Random.Next(2) == 0), World.ReplacedBy(plan));
        RunInSomeOrder(plan, world, graphs.Random);

        world.Specs.Keys.ShouldBe(target.Nodes.Select(n => n.Key), ignoreOrder: true);
        target.Nodes.ShouldAllBe(n => Planner.SameSpec(world.Specs[n.Key], n.Spec));
        world.AnyBroken.ShouldBeFalse();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_order_of_the_list_is_an_allowed_one_and_ids_are_unique() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var graphs = new RandomGraphs(seed);
        var before = graphs.Nodes(14, 0.6);
        var plan = Planner.Plan(graphs.Managed(before), new ResourceGraph(graphs.Changed(before, 14)));
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in plan.Steps)
        {
            step.DependsOn.ShouldAllBe(d => done.Contains(d));
            done.Add(step.Id).ShouldBeTrue();
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_planned_when_the_target_is_what_is_there() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var nodes = new RandomGraphs(seed).Nodes(14, 0.6);
        var current = nodes.Select(n => new ManagedResource { Node = n with { Spec = n.Spec with { } } }).ToList();
        Planner.Plan(current, new ResourceGraph(nodes)).IsEmpty.ShouldBeTrue();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_server_lets_go_of_a_port_that_is_made_anew_and_takes_it_up_again()
    {
        var port = new ResourceNode { Key = "port/p/0", Spec = new PortSpec { CpdId = "p", ExternalNetworkId = "old" } };
        var server = Server([port.Key], []);
        var target = new ResourceGraph([port with { Spec = ((PortSpec)port.Spec) with { ExternalNetworkId = "new" } }, server]);
        var plan = Planner.Plan([new ManagedResource { Node = port }, new ManagedResource { Node = server }], target);
        plan.Steps.Select(s => s.Id).ShouldBe(["release:compute/c/0", "delete:port/p/0", "create:port/p/0", "update:compute/c/0"]);
        ((ComputeSpec)plan.Steps[0].Node.Spec).PortKeys.ShouldBeEmpty();
        ((ComputeSpec)plan.Steps[3].Node.Spec).PortKeys.ShouldBe([port.Key]);

        // Stopped after the port was removed: the way back makes the old one.
        var half = PlanFold.Apply(
            [new ManagedResource { Node = port }, new ManagedResource { Node = server }], plan, new HashSet<string>(StringComparer.Ordinal) { "release:compute/c/0", "delete:port/p/0" },
            new Dictionary<string, System.Text.Json.JsonElement?>(StringComparer.Ordinal) { ["release:compute/c/0"] = System.Text.Json.JsonSerializer.SerializeToElement("there"), ["delete:port/p/0"] = null }, _ => null);
        Planner.Plan(half, new ResourceGraph([port, server])).Steps.Select(s => s.Id).ShouldBe(["create:port/p/0", "update:compute/c/0"]);

        // Nothing was there that could let go: whether the server is, has to be looked at.
        half = PlanFold.Apply(
            [new ManagedResource { Node = port }, new ManagedResource { Node = server }], plan, new HashSet<string>(StringComparer.Ordinal) { "release:compute/c/0" },
            new Dictionary<string, System.Text.Json.JsonElement?>(StringComparer.Ordinal) { ["release:compute/c/0"] = null }, _ => null);
        half.Single(r => r.Node.Key == "compute/c/0").Condition.ShouldBe(ResourceCondition.Uncertain);
    }

    [Fact]
    public void A_broken_port_does_not_cost_its_server_and_a_broken_boot_volume_does()
    {
        var port = new ResourceNode { Key = "port/p/0", Spec = new PortSpec { CpdId = "p", ExternalNetworkId = "n" } };
        var boot = new ResourceNode { Key = "storage/s/c/0", Spec = new StorageSpec { SizeGib = 1, ImageRef = "i" } };
        var server = Server([port.Key], [boot.Key]);
        string[] Steps(ResourceCondition ofPort, ResourceCondition ofBoot) =>
        [
            .. Planner.Plan(
                [new ManagedResource { Node = port, Condition = ofPort }, new ManagedResource { Node = boot, Condition = ofBoot }, new ManagedResource { Node = server }],
                new ResourceGraph([port, boot, server])).Steps.Select(s => s.Id),
        ];
        Steps(ResourceCondition.Broken, ResourceCondition.Present).ShouldBe(["release:compute/c/0", "delete:port/p/0", "create:port/p/0", "update:compute/c/0"]);
        Steps(ResourceCondition.Present, ResourceCondition.Broken).ShouldBe(["delete:compute/c/0", "delete:storage/s/c/0", "create:storage/s/c/0", "create:compute/c/0"]);
        Steps(ResourceCondition.Broken, ResourceCondition.Broken).ShouldNotContain("release:compute/c/0");
    }

    private static ResourceNode Server(IReadOnlyList<string> ports, IReadOnlyList<string> volumes) => new()
    {
        Key = "compute/c/0",
        DependsOn = [.. ports, .. volumes],
        Spec = new ComputeSpec { VduId = "c", Name = "c", VirtualCpus = 1, MemoryMib = 1, PortKeys = ports, StorageKeys = volumes },
    };

    [Theory]
    [InlineData(ResourceCondition.Present, true, "")]
    [InlineData(ResourceCondition.Uncertain, true, "create:storage/00")]
    [InlineData(ResourceCondition.Broken, true, "delete:storage/00 create:storage/00")]
    [InlineData(ResourceCondition.Present, false, "delete:storage/00")]
    [InlineData(ResourceCondition.Uncertain, false, "delete:storage/00")]
    [InlineData(ResourceCondition.Broken, false, "delete:storage/00")]
    public void A_resource_is_treated_by_its_condition(ResourceCondition condition, bool wanted, string steps)
    {
        var node = RandomGraphs.Node(0, 0, []);
        var plan = Planner.Plan([new ManagedResource { Node = node, Condition = condition }], wanted ? new ResourceGraph([node]) : ResourceGraph.Empty);
        string.Join(' ', plan.Steps.Select(s => s.Id)).ShouldBe(steps);
    }

    [Fact]
    public void A_broken_path_is_rerouted_in_place()
    {
        var path = RandomGraphs.Node(3, 0, []);
        var broken = new ManagedResource { Node = path, Condition = ResourceCondition.Broken };
        Planner.Plan([broken], new ResourceGraph([path])).Steps.Select(s => s.Id).ShouldBe(["update:path/03"]);
        Planner.Plan([broken], ResourceGraph.Empty).Steps.Select(s => s.Id).ShouldBe(["delete:path/03"]);
    }

    [Fact]
    public void A_server_lets_go_of_a_volume_before_the_volume_is_removed()
    {
        var volume = RandomGraphs.Node(0, 0, []);
        var plan = Planner.Plan(
            [new ManagedResource { Node = volume }, new ManagedResource { Node = RandomGraphs.Node(1, 0, [volume.Key]) }],
            new ResourceGraph([RandomGraphs.Node(1, 0, [])]));
        plan.Steps.Select(s => s.Id).ShouldBe(["update:storage/01", "delete:storage/00"]);
    }

    [Fact]
    public void What_may_be_there_lets_go_as_well()
    {
        var volume = RandomGraphs.Node(0, 0, []);
        var server = new ManagedResource { Node = RandomGraphs.Node(1, 0, [volume.Key]), Condition = ResourceCondition.Uncertain };
        var plan = Planner.Plan([new ManagedResource { Node = volume }, server], new ResourceGraph([RandomGraphs.Node(1, 0, [])]));
        plan.Steps.Select(s => s.Id).ShouldBe(["create:storage/01", "delete:storage/00"]);
    }

    /// <summary>A network is broken; a server drops one port on it for another: the port cannot wait for the server, which waits for the new network.</summary>
    [Fact]
    public void Replacing_what_is_broken_never_ends_in_a_circle()
    {
        var network = RandomGraphs.Node(0, 0, []);
        var oldPort = RandomGraphs.Node(1, 0, [network.Key]);
        var newPort = RandomGraphs.Node(2, 0, [network.Key]);
        var plan = Planner.Plan(
            [
                new ManagedResource { Node = network, Condition = ResourceCondition.Broken },
                new ManagedResource { Node = oldPort },
                new ManagedResource { Node = RandomGraphs.Node(4, 0, [oldPort.Key]) },
            ],
            new ResourceGraph([network, newPort, RandomGraphs.Node(4, 0, [newPort.Key])]));
        plan.Steps.Select(s => s.Id).ShouldBe(["delete:storage/01", "delete:storage/00", "create:storage/00", "create:storage/02", "update:storage/04"]);
    }

    [Fact]
    public void A_circle_in_a_target_is_told_with_the_names_in_it()
    {
        var circle = new ResourceGraph([RandomGraphs.Node(0, 0, ["storage/01"]), RandomGraphs.Node(1, 0, ["storage/00"])]);
        Should.Throw<InvalidOperationException>(() => Planner.Plan([], circle)).Message.ShouldContain("create:storage/00");
    }

    [Fact]
    public void A_graph_checks_itself()
    {
        Should.Throw<ArgumentException>(() => new ResourceGraph([RandomGraphs.Node(0, 0, []), RandomGraphs.Node(0, 1, [])])).Message.ShouldContain("storage/00");
        Should.Throw<ArgumentException>(() => new ResourceGraph([RandomGraphs.Node(0, 0, ["storage/09"])])).Message.ShouldContain("storage/09");
    }

    [Fact]
    public void Ten_thousand_resources_are_planned_in_less_than_a_second()
    {
        var random = new Random(1);
        var nodes = Enumerable.Range(0, 10_000)
            .Select(i => RandomGraphs.Node(i, 0, [.. Enumerable.Range(0, Math.Min(i, 4)).Select(_ => random.Next(i)).Where(d => d % 4 != 3).Distinct().Select(d => $"storage/{d:00}")]))
            .ToList();
        var current = nodes.Select((n, i) => new ManagedResource { Node = n, Condition = i % 10 == 0 ? ResourceCondition.Broken : ResourceCondition.Present }).ToList();
        var target = new ResourceGraph([.. nodes.Select((n, i) => i % 3 == 0 && n.Spec is NetworkSpec s ? n with { Spec = s with { Name = "changed" } } : n)]);
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 5 && best > TimeSpan.FromSeconds(1); run++)
        {
            var clock = Stopwatch.StartNew();
            Planner.Plan(current, target).Steps.Count.ShouldBeGreaterThan(3000);
            Planner.Plan(current, ResourceGraph.Empty).Steps.Count.ShouldBe(10_000);
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }
        best.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private static void RunInSomeOrder(Plan plan, World world, Random random)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var left = plan.Steps.ToList();
        while (left.Count > 0)
        {
            var ready = left.Where(s => s.DependsOn.All(done.Contains)).ToList();
            var step = ready[random.Next(ready.Count)];
            world.Perform(step);
            done.Add(step.Id);
            left.Remove(step);
        }
    }
}
