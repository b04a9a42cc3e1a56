using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Utilisation from Gnocchi where the catalogue has it, from Nova's diagnostics otherwise. The real lab has no Gnocchi: these run at the shaped server only.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private const string Marker = "test.marker";
    private readonly ConcurrentQueue<MetricsEvent> events = new();
    private readonly ConcurrentDictionary<string, byte> markers = new(StringComparer.Ordinal);
    private ShapedCloud shaped = null!;

    public async Task InitializeAsync() => shaped = await ShapedCloud.StartAsync();

    public async Task DisposeAsync() => await shaped.DisposeAsync();

    [Fact]
    public async Task A_member_is_told_what_Gnocchi_collects_in_the_units_of_the_catalogue_and_each_measure_once()
    {
        shaped.HasGnocchi = true;
        await using var adapter = await AdapterHost.StartAsync([Account("os", "nfv")]);
        await using var subscription = await SubscribeAsync(adapter);
        var server = await ServerAsync(adapter, "os");
        var now = DateTimeOffset.UtcNow;
        // 300 s at half a processor of one; 128 of 512 MiB; 1.5 kB and 3 kB a second on two interfaces, which Gnocchi adds up.
        shaped.Measure("instance", "cpu", "id", server, (now.AddSeconds(-600), 0), (now.AddSeconds(-300), 150e9));
        shaped.Measure("instance", "memory.usage", "id", server, (now.AddSeconds(-300), 128));
        shaped.Measure("instance_network_interface", "network.incoming.bytes", "instance_id", server, (now.AddSeconds(-600), 1000), (now.AddSeconds(-300), 1000 + (300 * 1500)));
        shaped.Measure("instance_network_interface", "network.outgoing.bytes", "instance_id", server, (now.AddSeconds(-600), 1000), (now.AddSeconds(-300), 0));
        await PublishAsync(adapter);
        var samples = Samples("vnf-1");
        samples["cpu_utilization"].Value.ShouldBe(50, 0.1);
        samples["cpu_utilization"].Unit.ShouldBe("%");
        samples["memory_utilization"].Value.ShouldBe(25, 0.1);
        (samples["incoming_bps"].Value, samples["incoming_bps"].Unit).ShouldBe((12_000, "bit/s"));
        samples.ShouldNotContainKey("outgoing_bps", "a counter that went back began anew");
        samples["cpu_utilization"].Time.ShouldBe(now.AddSeconds(-300), TimeSpan.FromSeconds(1), "when it was measured, not when it was told");
        shaped.Requests.ShouldNotContain(static r => r.Path.EndsWith("/diagnostics", StringComparison.Ordinal));

        events.Clear();
        await PublishAsync(adapter);
        Samples("vnf-1").ShouldBeEmpty("there is nothing new");
    }

    [Fact]
    public async Task Servers_that_Gnocchi_does_not_know_and_clouds_whose_Gnocchi_is_down_are_asked_of_Nova()
    {
        shaped.HasGnocchi = true;
        await using var adapter = await AdapterHost.StartAsync([Account("root", "admin")]);
        await using var subscription = await SubscribeAsync(adapter);
        await ServerAsync(adapter, "root");
        await PublishAsync(adapter);
        Samples("vnf-1").ShouldContainKey("memory_utilization");
        shaped.Break(new CloudFault { Path = "/metric/", Status = 500, Left = -1 });
        events.Clear();
        await PublishAsync(adapter);
        Samples("vnf-1").ShouldContainKey("cpu_utilization");
        (await adapter.Client().GetCapacityAsync("root", default)).Zones.SelectMany(static z => z.Hosts).ShouldAllBe(static h => h.PowerWatts == null, "unknown is left out");
    }

    [Theory]
    [InlineData("<html>It works!</html>")]
    [InlineData("""{"versions":[]}""")]
    [InlineData("""[null, {"group": {"id": 7}, "measures": []}]""")]
    [InlineData("""[{"group": {"id": "{0}", "original_resource_id": "compute1"}, "measures": {"measures": {"aggregated": [["yesterday", 300, 1]]}}}]""")]
    [InlineData("""[{"group": {"id": "{0}", "original_resource_id": "compute1"}, "measures": {"measures": {"aggregated": [["2026-01-01T00:00:00+00:00", 300]]}}}]""")]
    public async Task What_a_Gnocchi_says_that_is_none_is_not_used_and_holds_nothing_up(string body)
    {
        shaped.HasGnocchi = true;
        await using var adapter = await AdapterHost.StartAsync([Account("root", "admin")]);
        await using var subscription = await SubscribeAsync(adapter);
        var server = await ServerAsync(adapter, "root");
        var wrong = shaped.Break(new CloudFault { Path = "/metric/v1/aggregates", Status = 200, Body = body.Replace("{0}", server, StringComparison.Ordinal), Left = -1 });
        await PublishAsync(adapter);
        wrong.Played.ShouldBeGreaterThan(0);
        Samples("vnf-1").ShouldContainKey("memory_utilization", "Nova tells it");
        (await adapter.Client().GetCapacityAsync("root", default)).Zones.SelectMany(static z => z.Hosts).ShouldAllBe(static h => h.PowerWatts == null);
        (await PowerAsync(adapter)).ShouldNotBeNullOrEmpty("the account is shown");
    }

    [Fact]
    public async Task What_goes_over_each_port_is_told_by_Gnocchi()
    {
        shaped.HasGnocchi = true;
        await using var adapter = await AdapterHost.StartAsync([Account("os", "nfv")]);
        await using var subscription = await SubscribeAsync(adapter);
        var ports = await PortsAsync(adapter, "os");
        var server = await ServerAsync(adapter, "os", "p1", "p2");
        var now = DateTimeOffset.UtcNow;
        shaped.Measure("instance", "memory.usage", "id", server, (now.AddSeconds(-300), 128));
        shaped.Measure("instance_network_interface", "network.incoming.bytes", "name", Device(ports[0]), (now.AddSeconds(-600), 1000), (now.AddSeconds(-300), 1000 + (300 * 1500)));
        shaped.Measure("instance_network_interface", "network.outgoing.bytes", "name", Device(ports[1]), (now.AddSeconds(-600), 0), (now.AddSeconds(-300), 300 * 250));
        shaped.Measure("instance_network_interface", "network.outgoing.bytes", "name", "tapffffffff-ff", (now.AddSeconds(-600), 0), (now.AddSeconds(-300), 300));
        var down = shaped.Break(new CloudFault { Path = "/network/v2.0/ports", Status = 500, Left = -1 });
        await PublishAsync(adapter);
        OfPorts().ShouldBeEmpty("Neutron does not tell whose they are");
        down.Left = 0;
        await PublishAsync(adapter);
        OfPorts().ShouldBe([("p1", "port_incoming_bps", 12_000, "bit/s"), ("p2", "port_outgoing_bps", 2_000, "bit/s")], ignoreOrder: true, "an interface that is no port of ours is nobody's");

        events.Clear();
        await PublishAsync(adapter);
        OfPorts().ShouldBeEmpty("there is nothing new");

        static string Device(string port) => "tap" + port[..11];
    }

    [Fact]
    public async Task What_goes_over_each_port_is_told_by_Nova()
    {
        await using var adapter = await AdapterHost.StartAsync([Account("root", "admin")]);
        await using var subscription = await SubscribeAsync(adapter);
        await PortsAsync(adapter, "root");
        await ServerAsync(adapter, "root", "p1", "p2");
        await PublishAsync(adapter);
        OfPorts().ShouldBeEmpty("one reading of a counter tells nothing");
        await PublishAsync(adapter);
        OfPorts().Select(static s => (s.Key, s.Metric)).ShouldBe([("p1", "port_incoming_bps"), ("p1", "port_outgoing_bps"), ("p2", "port_incoming_bps"), ("p2", "port_outgoing_bps")], ignoreOrder: true);
        OfPorts().Where(static s => s.Metric == "port_incoming_bps").ShouldAllBe(static s => s.Value > 0);
        OfPorts().Where(static s => s.Metric == "port_outgoing_bps").ShouldAllBe(static s => s.Value == 0);

        // Neutron does not answer: servers are measured all the same.
        shaped.Break(new CloudFault { Path = "/network/v2.0/ports", Status = 500, Left = -1 });
        events.Clear();
        await PublishAsync(adapter);
        OfPorts().ShouldBeEmpty();
        Samples("vnf-1").ShouldContainKey("incoming_bps");
    }

    [Fact]
    public async Task The_power_of_hosts_is_told_where_it_is_measured_and_otherwise_why_not()
    {
        await using (var without = await AdapterHost.StartAsync([Account("root", "admin")]))
        {
            (await PowerAsync(without)).ShouldContain("no Gnocchi");
        }
        shaped.HasGnocchi = true;
        await using var adapter = await AdapterHost.StartAsync([Account("root", "admin")]);
        (await PowerAsync(adapter)).ShouldContain("hardware.ipmi.node.power");
        shaped.Measure("ipmi", "hardware.ipmi.node.power", "original_resource_id", "compute2", (DateTimeOffset.UtcNow.AddMinutes(-5), 310), (DateTimeOffset.UtcNow, 325));
        (await PowerAsync(adapter)).ShouldContain("1 hosts");
        var hosts = (await adapter.Client().GetCapacityAsync("root", default)).Zones.SelectMany(static z => z.Hosts).ToDictionary(static h => h.Host, static h => h.PowerWatts, StringComparer.Ordinal);
        (hosts["compute1"], hosts["compute2"]).ShouldBe((null, 325));
        await using var subscription = await SubscribeAsync(adapter);
        await ServerAsync(adapter, "root");
        await PublishAsync(adapter);
        events.SelectMany(static e => e.Samples).ShouldContain(static s => s.Metric == "power" && s.Unit == "W" && s.ObjectId == "compute2" && s.Value == 325);
    }

    private OpenStackAccountSettings Account(string id, string user) => new() { Id = id, AuthUrl = shaped.AuthUrl, UserName = user, Password = ShapedCloud.Password, Project = user, Region = "RegionOne" };

    private async Task<IAsyncDisposable> SubscribeAsync(AdapterHost adapter) => await adapter.Bus.SubscribeAsync(NfvTopics.Metrics, "test", (_, one, _) =>
    {
        if (one.Type == Marker)
        {
            markers.TryAdd(one.Id, 0);
        }
        else
        {
            events.Enqueue(one.Data.Deserialize(MetricsEventJson.Default.MetricsEvent)!);
        }
        return Task.CompletedTask;
    }, new EventSubscriptionOptions(), default);

    /// <summary>A server that the follower has seen.</summary>
    private static async Task<string> ServerAsync(AdapterHost adapter, string account, params string[] ports)
    {
        var spec = new ComputeSpec { Name = "s", PortKeys = ports, Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image, Tags = new VimTags { InstanceId = "vnf-1" } };
        var server = await adapter.Client().EnsureAsync(account, "s", spec, CloudUnderTest.Limit, default);
        await Eventually.HoldsAsync(() => adapter.Follow.Followers.Any(f => f.Running.Any(s => s.Id == server.VimResourceId)), "the server is seen running");
        return server.VimResourceId!;
    }

    /// <summary>Two ports, <c>p1</c> and <c>p2</c>, on a network of their own; their identifiers in the cloud.</summary>
    private static async Task<string[]> PortsAsync(AdapterHost adapter, string account)
    {
        var vim = adapter.Client();
        await vim.EnsureAsync(account, "net", new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.90.0.0/24", Gateway = null }] }, CloudUnderTest.Limit, default);
        var ports = new List<string>();
        foreach (var key in new[] { "p1", "p2" })
        {
            ports.Add((await vim.EnsureAsync(account, key, new PortSpec { NetworkRef = "net", Tags = new VimTags { InstanceId = "vnf-1" } }, CloudUnderTest.Limit, default)).VimResourceId!);
        }
        return [.. ports];
    }

    private (string Key, string Metric, double Value, string Unit)[] OfPorts() =>
        [.. events.SelectMany(static e => e.Samples).Where(static s => s.Metric.StartsWith("port_", StringComparison.Ordinal)).Select(static s => (s.ObjectId, s.Metric, s.Value, s.Unit))];

    /// <summary>Publishes, and returns when the subscriber was told all of it: the bus keeps the order of a key, so a marker behind the events of each key is told after them.</summary>
    private async Task PublishAsync(AdapterHost adapter)
    {
        await adapter.Host.Services.GetServices<IHostedService>().OfType<MetricsLoop>().Single().PublishAsync(default);
        foreach (var key in new[] { "vnf-1", "os", "root" })
        {
            var id = Guid.NewGuid().ToString();
            await adapter.Bus.PublishAsync(NfvTopics.Metrics, key, new CloudEvent
            {
                Id = id,
                Source = "/test",
                Type = Marker,
                Time = DateTimeOffset.UtcNow,
                Tenant = "t",
                Data = JsonSerializer.SerializeToElement(key),
            }, default);
            await Eventually.HoldsAsync(() => markers.ContainsKey(id), $"the events of {key} are told");
        }
    }

    private Dictionary<string, MetricSample> Samples(string instance) => events.Where(e => e.InstanceId == instance).SelectMany(static e => e.Samples).ToDictionary(static s => s.Metric, StringComparer.Ordinal);

    private static async Task<string> PowerAsync(AdapterHost adapter)
    {
        using var http = adapter.Host.Client("t");
        return (string)JsonNode.Parse(await http.GetStringAsync("/openstack/v1/accounts/root?probeAgain=true"))!["capabilities"]!["hypervisorPower"]!;
    }
}
