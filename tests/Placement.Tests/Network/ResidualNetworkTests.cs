using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Placement.Network;
using static NfvOrchestrator.Placement.Tests.Network.Nets;

namespace NfvOrchestrator.Placement.Tests.Network;

public sealed class ResidualNetworkTests
{
    [Fact]
    public void Never_more_is_promised_than_there_is_and_all_comes_back() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var graph = Random(random, 6, 14);
        var network = new ResidualNetwork(graph);
        for (var i = 0; i < 30; i++)
        {
            var key = $"p{random.Next(8)}";
            if (random.Next(3) == 0)
            {
                network = network.Release(key);
                continue;
            }
            var bps = random.Next(1, 20) * 100_000_000L;
            var path = PathComputer.FindPath(network.Release(key).Graph, new PathRequest { From = At($"n{random.Next(6)}"), To = At($"n{random.Next(6)}"), BandwidthBps = bps });
            if (path.Found)
            {
                (network, var refused) = network.TryReserve(new PathReservation { Key = key, BandwidthBps = bps, LinkIds = [.. path.Path.LinkIds] });
                refused.ShouldBeNull();
            }
            foreach (var link in graph.Links)
            {
                network.ReservedBps(link.Id).ShouldBeInRange(0, link.CapacityBps);
                network.Graph.ResidualBps(link.Id).ShouldBe(link.CapacityBps - network.ReservedBps(link.Id));
            }
        }
        network.Overcommitted.ShouldBeEmpty();
        var restored = ResidualNetwork.Restore(graph, network.Reservations.Values);
        restored.Graph.Links.ShouldAllBe(l => restored.ReservedBps(l.Id) == network.ReservedBps(l.Id));
        foreach (var key in network.Reservations.Keys)
        {
            network = network.Release(key);
        }
        network.Graph.Links.ShouldAllBe(l => network.Graph.ResidualBps(l.Id) == l.CapacityBps);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_link_that_shrank_is_named()
    {
        var (network, _) = new ResidualNetwork(Graph(Both("a", "b"))).TryReserve(new PathReservation { Key = "p", BandwidthBps = 6_000_000_000, LinkIds = ["a-b"] });
        var shrunk = network.WithGraph(Graph(Both("a", "b", gbps: 4)));
        shrunk.Overcommitted.ShouldBe([("a-b", 2_000_000_000)]);
        shrunk.Graph.ResidualBps("a-b").ShouldBe(0);
        shrunk.TryReserve(new PathReservation { Key = "q", BandwidthBps = 1, LinkIds = ["a-b"] }).Rejection!.BottleneckLinkId.ShouldBe("a-b");
    }

    [SkippableFact]
    public void Real_networks_are_filled_without_overcommitting()
    {
        Skip.If(Shared.Topologies is null, "the topology collection is not beside the repository (shared/topologies/normalized)");
        var seen = 0;
        foreach (var file in Directory.EnumerateFiles(Shared.Topologies!, "*.json").Order(StringComparer.Ordinal))
        {
            var graph = Read(file);
            var network = new ResidualNetwork(graph);
            var devices = graph.Devices;
            var random = new Random(42);
            int placed = 0, refused = 0;
            for (var i = 0; i < 200; i++)
            {
                var request = new PathRequest { From = At(devices[random.Next(devices.Count)]), To = At(devices[random.Next(devices.Count)]), BandwidthBps = 1_000_000_000, MaxLatencyMicros = 60_000 };
                var result = PathComputer.FindPath(network.Graph, request);
                if (!result.Found)
                {
                    result.Rejection.Message.ShouldNotBeNullOrWhiteSpace();
                    refused++;
                    continue;
                }
                result.Path.ShouldBeContiguous(network.Graph, request);
                result.Path.LatencyMicros.ShouldBeLessThanOrEqualTo(60_000);
                (network, var rejection) = network.TryReserve(new PathReservation { Key = $"p{i}", BandwidthBps = request.BandwidthBps, LinkIds = [.. result.Path.LinkIds] });
                rejection.ShouldBeNull();
                placed++;
            }
            placed.ShouldBeGreaterThan(0, file);
            (placed + refused).ShouldBe(200);
            network.Overcommitted.ShouldBeEmpty();
            seen++;
        }
        seen.ShouldBeGreaterThan(0);
    }

    private static NetworkGraph Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var links = new List<NetworkLink>();
        var n = 0;
        foreach (var l in json.RootElement.GetProperty("links").EnumerateArray())
        {
            var a = l.GetProperty("a").ToString();
            var b = l.GetProperty("b").ToString();
            var micros = l.TryGetProperty("latencyMs", out var ms) ? (long)(ms.GetDouble() * 1000) : 1000;
            var mbps = l.TryGetProperty("capacityMbps", out var c) ? (long)c.GetDouble() : 10_000;
            foreach (var (from, to) in new[] { (a, b), (b, a) })
            {
                links.Add(new NetworkLink
                {
                    Id = $"{n}:{from}>{to}",
                    Source = new PortRef(from, $"{n}"),
                    Target = new PortRef(to, $"{n}"),
                    CapacityBps = mbps * 1_000_000,
                    LatencyMicros = micros,
                });
            }
            n++;
        }
        return NetworkGraph.Create(json.RootElement.GetProperty("nodes").EnumerateArray().Select(d => d.GetProperty("id").ToString()), links);
    }
}
