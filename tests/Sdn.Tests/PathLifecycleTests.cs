using NfvOrchestrator.Sdn.Events;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Simulator;
using NfvOrchestrator.Sdn.Tests.Support;
using NfvOrchestrator.Sdn.Topologies;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Sdn.Tests;

/// <summary>The whole way: client → adapter → ONOS REST → switches, proven by following a packet.</summary>
public sealed class PathLifecycleTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly InMemoryDocumentStore store = new(TimeProvider.System);
    private SimulatorHost simulator = null!;
    private AdapterHost adapter = null!;

    public async Task InitializeAsync()
    {
        simulator = await SimulatorHost.StartAsync();
        adapter = await AdapterHost.StartAsync(simulator.BaseAddress, store);
    }

    public async Task DisposeAsync()
    {
        await adapter.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task Topology_has_devices_directed_links_and_named_attachments()
    {
        var topology = await adapter.Client.GetTopologyAsync("onos", default);
        topology.Devices.Count.ShouldBe(8);
        topology.Links.Count.ShouldBe(24);
        topology.Links.ShouldAllBe(l => l.State == NetworkState.UP && l.CapacityBps == 10_000_000_000 && l.LatencyMicros > 0);
        topology.Attachments.Single(a => a.Id == "n3_sap").Kind.ShouldBe(AttachmentKind.SAP);
        var pop = topology.Attachments.Single(a => a.Id == "vim-1.n3");
        (pop.Kind, pop.VimId, pop.Network, pop.Location).ShouldBe((AttachmentKind.NFVI_POP, "vim-1", "n3", LabPaths.Vim1N3));
    }

    [Fact]
    public async Task A_path_is_programmed_checked_hop_by_hop_forwards_both_ways_and_is_removed()
    {
        var view = await PutAsync("p1", LabPaths.OverCore1());
        view.State.ShouldBe(PathState.ACTIVE, view.Error);
        view.Hops.Count.ShouldBe(8);
        view.Hops.ShouldAllBe(h => h.State == HopRuleState.ADDED && h.FlowId != null);
        view.LatencyMicros.ShouldBe(100 + 300 + 150);

        (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBe([LabPaths.Vim1N3.ToString()]);
        var back = await simulator.TraceAsync(LabPaths.Vim1N3.ToString(), "src=10.45.0.9");
        back.Exits.ShouldBe([LabPaths.N3Sap.ToString()]);
        back.Vlans.ShouldBeEmpty();
        (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.46.0.9")).Exits.ShouldBeEmpty();

        (await adapter.Client.DeletePathAsync("onos", "t1", "p1", Patience, default)).ShouldBeNull();
        (await adapter.Client.DeletePathAsync("onos", "t1", "p1", Patience, default)).ShouldBeNull();
        (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBeEmpty();
        (await RulesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Putting_the_same_again_adopts_and_the_tenants_never_meet()
    {
        var first = await PutAsync("p1", LabPaths.OverCore1());
        var again = await PutAsync("p1", LabPaths.OverCore1());
        again.Generation.ShouldBe(1);
        again.Hops.Select(h => h.FlowId).ShouldBe(first.Hops.Select(h => h.FlowId));

        // The same key of another tenant is another path; the same traffic is refused without saying whose it is.
        (await adapter.Client.GetPathAsync("onos", "t2", "p1", TimeSpan.Zero, default)).ShouldBeNull();
        var clash = await Should.ThrowAsync<SdnException>(() => PutAsync("p1", LabPaths.OverCore2("t2")));
        clash.Status.ShouldBe(409);
        clash.Message.ShouldNotContain("t1");
        var other = await PutAsync("p1", LabPaths.OverCore1("t2", new TrafficSelector { DestinationPrefix = "10.99.0.0/16" }));
        other.State.ShouldBe(PathState.ACTIVE, other.Error);
        await adapter.Client.DeletePathAsync("onos", "t2", "p1", Patience, default);
        (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBe([LabPaths.Vim1N3.ToString()]);
        var page = await adapter.Client.ListPathsAsync("onos", "t1", "ns-t1", null, default);
        page.Items.Select(p => p.Key).ShouldBe(["p1"]);
    }

    [Fact]
    public async Task A_cut_cable_takes_the_path_down_with_an_event_and_other_hops_bring_traffic_back()
    {
        await PutAsync("p1", LabPaths.OverCore1());
        await simulator.CableAsync(LabTopology.Core(1), 2, up: false);
        await Eventually.HoldsAsync(async () => (await GetAsync("p1")).State == PathState.DOWN, "path down");
        await Eventually.HoldsAsync(() => adapter.Bus.Published.Any(e => e.Topic == "nfv.alarms" && e.Key == "ns-t1" && e.Event.Type == SdnEventTypes.PathDown), "path event");
        await Eventually.HoldsAsync(() => adapter.Bus.Published.Count(e => e.Event.Type == SdnEventTypes.LinkDown) == 2, "both directions of the link");
        (await GetAsync("p1")).DownElements.Count.ShouldBe(2);
        var topology = await adapter.Client.GetTopologyAsync("onos", default);
        topology.Links.Count(l => l.State == NetworkState.DOWN).ShouldBe(2);

        var moved = await PutAsync("p1", LabPaths.OverCore2());
        (moved.State, moved.Generation, moved.Rerouting).ShouldBe((PathState.ACTIVE, 2, false));
        var trace = await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9");
        trace.Exits.ShouldBe([LabPaths.Vim1N3.ToString()]);
        trace.Steps.Select(s => s.Device).ShouldContain(LabTopology.Core(2));
        (await RulesAsync()).ShouldBe(8);
        adapter.Bus.Published.ShouldContain(e => e.Key == "ns-t1" && e.Event.Type == SdnEventTypes.PathUp);

        var refused = await Should.ThrowAsync<SdnException>(() => PutAsync("p2", LabPaths.OverCore1("t1", new TrafficSelector { DestinationPrefix = "10.9.0.0/16" })));
        refused.Status.ShouldBe(422);
        refused.Message.ShouldContain("is down");
    }

    [Fact]
    public async Task Faults_while_the_bus_is_away_are_published_when_it_is_back()
    {
        await PutAsync("p1", LabPaths.OverCore1());
        adapter.Bus.Away = true;
        await simulator.CableAsync(LabTopology.Core(1), 2, up: false);
        await Eventually.HoldsAsync(async () => (await GetAsync("p1")).State == PathState.DOWN, "path down without a bus");
        adapter.Bus.Published.ShouldNotContain(e => e.Topic == "nfv.alarms");
        adapter.Bus.Away = false;
        await Eventually.HoldsAsync(() => adapter.Bus.Published.Any(e => e.Event.Type == SdnEventTypes.PathDown), "path event");
        await Eventually.HoldsAsync(() => adapter.Bus.Published.Count(e => e.Event.Type == SdnEventTypes.LinkDown) == 2, "link events");
    }

    [Fact]
    public async Task Two_adapters_over_one_store_give_every_path_a_vlan_of_its_own()
    {
        await using var second = await AdapterHost.StartAsync(simulator.BaseAddress, store);
        var puts = Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? adapter : second).Client.PutPathAsync("onos", $"m{i}", LabPaths.OverCore1("t1", new TrafficSelector { DestinationPrefix = $"10.{i}.0.0/16" }), Patience, default));
        (await Task.WhenAll(puts)).ShouldAllBe(v => v.State == PathState.ACTIVE);
        for (var i = 0; i < 12; i++)
        {
            var trace = await simulator.TraceAsync(LabPaths.N3Sap.ToString(), $"dst=10.{i}.0.1");
            trace.Exits.ShouldBe([LabPaths.Vim1N3.ToString()]);
        }
        (await RulesAsync()).ShouldBe(96);
    }

    [Fact]
    public async Task Moving_a_working_path_loses_no_packet()
    {
        await PutAsync("p1", LabPaths.OverCore1());
        await adapter.Client.PutPathAsync("onos", "p1", LabPaths.OverCore2(), TimeSpan.Zero, default);
        var probes = 0;
        await Eventually.HoldsAsync(async () =>
        {
            (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBe([LabPaths.Vim1N3.ToString()]);
            probes++;
            return (await GetAsync("p1")) is { Rerouting: false, State: PathState.ACTIVE };
        }, "rerouted");
        probes.ShouldBeGreaterThan(1);
        (await RulesAsync()).ShouldBe(8);
    }

    [Fact]
    public async Task A_lost_switch_that_returns_and_vanished_rules_are_repaired()
    {
        await PutAsync("p1", LabPaths.OverCore1());
        await simulator.DeviceAsync(LabTopology.Core(4), up: false);
        await Eventually.HoldsAsync(async () => (await GetAsync("p1")).State == PathState.DOWN, "down");
        await simulator.DeviceAsync(LabTopology.Core(4), up: true);
        await Eventually.HoldsAsync(async () => (await GetAsync("p1")).State == PathState.ACTIVE, "up");

        // A controller that restarts loses all rules and cleans the switches.
        (await simulator.Http.PostAsync("simulator/v1/restart", null)).EnsureSuccessStatusCode();
        (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBeEmpty();
        await Eventually.HoldsAsync(async () => (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.Count == 1, "repaired");
    }

    [Fact]
    public async Task A_crash_between_two_rules_is_resumed_by_the_next_process_without_doubles()
    {
        // The device takes no rule: the path stays half done, then the adapter dies.
        await simulator.RefuseAsync(LabTopology.Core(4), refuse: true);
        (await adapter.Client.PutPathAsync("onos", "p1", LabPaths.OverCore1(), TimeSpan.Zero, default)).State.ShouldBe(PathState.INSTALLING);
        await Eventually.HoldsAsync(async () => (await GetAsync("p1")).Hops.Count(h => h.State == HopRuleState.ADDED) == 6, "half done");
        await adapter.DisposeAsync();
        // And some of its rules are lost with it.
        var lost = (await GetFlowsAsync())[0];
        (await simulator.Http.DeleteAsync($"onos/v1/flows/{lost.Device}/{lost.Id}")).EnsureSuccessStatusCode();
        await simulator.RefuseAsync(LabTopology.Core(4), refuse: false);

        adapter = await AdapterHost.StartAsync(simulator.BaseAddress, store);
        await Eventually.HoldsAsync(async () => (await GetAsync("p1")).State == PathState.ACTIVE, "resumed");
        (await RulesAsync()).ShouldBe(8);
        (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBe([LabPaths.Vim1N3.ToString()]);
    }

    [Fact]
    public async Task A_rule_the_device_refuses_is_an_error_with_its_place()
    {
        await using var impatient = await AdapterHost.StartAsync(simulator.BaseAddress, store, verify: TimeSpan.FromMilliseconds(300));
        await simulator.RefuseAsync(LabTopology.Core(1), refuse: true);
        await impatient.Client.PutPathAsync("onos", "p9", LabPaths.OverCore1(), TimeSpan.Zero, default);
        await Eventually.HoldsAsync(async () => (await impatient.Client.GetPathAsync("onos", "t1", "p9", TimeSpan.Zero, default))!.State == PathState.ERROR, "error");
        (await impatient.Client.GetPathAsync("onos", "t1", "p9", TimeSpan.Zero, default))!.Error!.ShouldContain(LabTopology.Core(1));
    }

    [Fact]
    public async Task An_intent_path_is_rerouted_by_the_controller()
    {
        var spec = LabPaths.OverCore1() with { Hops = [], Mode = PathMode.INTENT };
        var view = await PutAsync("i1", spec);
        view.State.ShouldBe(PathState.ACTIVE, view.Error);
        (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBe([LabPaths.Vim1N3.ToString()]);
        var first = view.Hops.First(h => h.Device == LabTopology.Edge(1) && !h.Reverse);
        await simulator.CableAsync(first.Device, int.Parse(first.OutPort), up: false);
        (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBe([LabPaths.Vim1N3.ToString()]);
        (await adapter.Client.DeletePathAsync("onos", "t1", "i1", Patience, default)).ShouldBeNull();
        (await simulator.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Loads_are_measured_where_the_traffic_really_goes()
    {
        await PutAsync("p1", LabPaths.OverCore1());
        await simulator.LoadAsync(LabPaths.N3Sap.Device, 11, 2_000_000_000, "10.45.0.9");
        await Eventually.HoldsAsync(() => adapter.Bus.Published.Any(e => e.Topic == "nfv.metrics" && e.Key == "ns-t1"
            && e.Event.Data.GetProperty("samples").EnumerateArray().Any(s => s.GetProperty("value").GetDouble() is > 19 and < 21)), "20 % of 10 Gbit/s");
        var topology = await adapter.Client.GetTopologyAsync("onos", default);
        topology.Links.Count(l => l.UtilizationPercent > 19).ShouldBe(3);
        topology.Links.Count(l => l.ReservedBps == 1_000_000_000).ShouldBe(6);
    }

    [Fact]
    public async Task Callers_without_the_service_role_are_refused()
    {
        (await adapter.Host.AnonymousClient().GetAsync("sdn/v1/controllers/onos/topology")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        (await adapter.Host.Client("t1").GetAsync("sdn/v1/controllers/onos/topology")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    private Task<PathView> PutAsync(string key, PathSpec spec) => adapter.Client.PutPathAsync("onos", key, spec, Patience, default);

    private async Task<PathView> GetAsync(string key) => (await adapter.Client.GetPathAsync("onos", "t1", key, TimeSpan.Zero, default))!;

    private async Task<int> RulesAsync() => (await GetFlowsAsync()).Count;

    private async Task<IReadOnlyList<(string Device, string Id)>> GetFlowsAsync()
    {
        using var answer = System.Text.Json.JsonDocument.Parse(await simulator.Http.GetStringAsync("onos/v1/flows"));
        return [.. answer.RootElement.GetProperty("flows").EnumerateArray().Where(f => f.GetProperty("appId").GetString() == "org.nfvorchestrator.sdn")
            .Select(f => (f.GetProperty("deviceId").GetString()!, f.GetProperty("id").GetString()!))];
    }
}
