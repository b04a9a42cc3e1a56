using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Placement.Network;
using static NfvOrchestrator.Placement.Tests.Network.Nets;

namespace NfvOrchestrator.Placement.Tests.Network;

public sealed class PathComputerTests
{
    private static readonly NetworkGraph Diamond = Graph(
        Both("a", "b", gbps: 1, micros: 100, cost: 1), Both("b", "d", gbps: 1, micros: 100, cost: 1),
        Both("a", "c", gbps: 10, micros: 10, cost: 5), Both("c", "d", gbps: 10, micros: 10, cost: 5));

    [Fact]
    public void The_cheapest_path_is_taken_with_ports_in_order()
    {
        var path = PathComputer.FindPath(Diamond, new PathRequest { From = At("a"), To = At("d") }).Path!;

        path.Hops.ShouldBe([new("a", "sap", "to-b"), new("b", "to-a", "to-d"), new("d", "to-b", "sap")]);
        path.LatencyMicros.ShouldBe(200);
        path.BottleneckBps.ShouldBe(1_000_000_000);
    }

    [Fact]
    public void Bandwidth_and_latency_move_the_path()
    {
        PathComputer.FindPath(Diamond, new PathRequest { From = At("a"), To = At("d"), BandwidthBps = 2_000_000_000 }).Path!.LinkIds.ShouldBe(["a-c", "c-d"]);
        PathComputer.FindPath(Diamond, new PathRequest { From = At("a"), To = At("d"), MaxLatencyMicros = 50 }).Path!.LinkIds.ShouldBe(["a-c", "c-d"]);
        PathComputer.FindPath(Diamond, new PathRequest { From = At("a"), To = At("d"), Objective = PathObjective.Latency }).Path!.LatencyMicros.ShouldBe(20);
    }

    [Fact]
    public void Rejections_say_what_would_be_possible()
    {
        var narrow = PathComputer.FindPath(Diamond, new PathRequest { From = At("a"), To = At("d"), BandwidthBps = 20_000_000_000 }).Rejection!;
        narrow.Kind.ShouldBe(PathRejectionKind.InsufficientBandwidth);
        narrow.BestAvailableBps.ShouldBe(10_000_000_000);
        narrow.BottleneckLinkId.ShouldBe("a-c");
        narrow.Message.ShouldContain("10 Gbit/s left");

        var slow = PathComputer.FindPath(Diamond, new PathRequest { From = At("a"), To = At("d"), MaxLatencyMicros = 5 }).Rejection!;
        slow.Kind.ShouldBe(PathRejectionKind.LatencyExceeded);
        slow.BestLatencyMicros.ShouldBe(20);

        var cut = PathComputer.FindPath(Diamond, new PathRequest { From = At("a"), To = At("d"), ExcludedDevices = ["b"], ExcludedLinks = ["c-d"] }).Rejection!;
        cut.Kind.ShouldBe(PathRejectionKind.NoRoute);

        PathComputer.FindPath(Diamond, new PathRequest { From = At("a"), To = At("z") }).Rejection!.Kind.ShouldBe(PathRejectionKind.UnknownAttachment);
    }

    [Fact]
    public void Two_ports_of_one_device_need_no_link()
    {
        var path = PathComputer.FindPath(Diamond, new PathRequest { From = At("a", "1"), To = At("a", "2"), BandwidthBps = 1 }).Path!;
        path.Hops.ShouldBe([new("a", "1", "2")]);
        path.BottleneckBps.ShouldBeNull();
    }

    [Fact]
    public void A_chain_visits_its_functions_in_order_and_pays_for_every_crossing()
    {
        var line = Graph(Both("a", "b", gbps: 10), Both("b", "c", gbps: 10), Both("c", "d", gbps: 10));
        var request = new PathRequest
        {
            From = At("a"),
            To = At("d"),
            Waypoints = [new(At("c", "fw-in"), At("c", "fw-out")), new(At("b", "dpi"), At("b", "dpi"))],
            BandwidthBps = 5_000_000_000,
        };
        var path = PathComputer.FindPath(line, request).Path!;
        path.ShouldBeContiguous(line, request);
        path.LinkIds.ShouldBe(["a-b", "b-c", "c-b", "b-c", "c-d"]);
        path.BottleneckBps.ShouldBe(5_000_000_000);

        var refused = PathComputer.FindPath(line, request with { BandwidthBps = 5_000_000_001 }).Rejection!;
        refused.Kind.ShouldBe(PathRejectionKind.InsufficientBandwidth);
        refused.BestAvailableBps.ShouldBe(5_000_000_000);
        refused.BottleneckLinkId.ShouldBe("b-c");
    }

    [Fact]
    public void A_backup_avoids_cables_in_both_directions_and_shared_ducts()
    {
        var graph = Graph(Both("a", "b", risks: "duct"), Both("b", "d"), Both("a", "c", cost: 2, risks: "duct"), Both("c", "d", cost: 2), Both("a", "e", cost: 9), Both("e", "d", cost: 9));
        var (working, backup) = PathComputer.FindDisjointPair(graph, new PathRequest { From = At("a"), To = At("d") });
        working.Path!.LinkIds.ShouldBe(["a-b", "b-d"]);
        backup.Path!.LinkIds.ShouldBe(["a-e", "e-d"]);
        PathComputer.FindPath(graph, new PathRequest { From = At("a"), To = At("d"), DisjointFrom = working.Path, Disjointness = Disjointness.Link }).Path!
            .LinkIds.ShouldBe(["a-c", "c-d"]);
        PathComputer.FindPath(graph, new PathRequest { From = At("d"), To = At("a"), DisjointFrom = working.Path, Disjointness = Disjointness.Device }).Path!
            .LinkIds.ShouldBe(["d-e", "e-a"]);
    }

    [Fact]
    public void A_working_path_that_bars_every_backup_is_given_up()
    {
        // the trap: the cheapest path a-b-c-d uses the middle, after which no second path is left
        var trap = Graph(Both("a", "b"), Both("b", "c"), Both("c", "d"), Both("a", "c", cost: 3), Both("b", "d", cost: 3));
        var (working, backup) = PathComputer.FindDisjointPair(trap, new PathRequest { From = At("a"), To = At("d") });
        working.Found.ShouldBeTrue();
        backup.Found.ShouldBeTrue();
        working.Path!.LinkIds.Intersect(backup.Path!.LinkIds).ShouldBeEmpty();
        (working.Path.Cost + backup.Path.Cost).ShouldBe(8);
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_order_of_the_snapshot()
    {
        var random = new Random(7);
        for (var i = 0; i < 50; i++)
        {
            var graph = Random(random, 12, 40);
            var shuffled = NetworkGraph.Create(graph.Devices.Reverse(), graph.Links.OrderBy(_ => random.Next()));
            var request = new PathRequest { From = At("n0"), To = At("n11"), MaxLatencyMicros = 25 };
            var one = PathComputer.FindPath(graph, request);
            var other = PathComputer.FindPath(shuffled, request);
            other.Found.ShouldBe(one.Found);
            (other.Path?.LinkIds ?? []).ShouldBe(one.Path?.LinkIds ?? []);
        }
    }

    [Fact]
    public void It_agrees_with_brute_force() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var graph = Random(random, random.Next(2, 7), random.Next(1, 15));
        string Device() => graph.Devices[random.Next(graph.Devices.Count)];
        var request = new PathRequest
        {
            From = At(Device()),
            To = At(Device()),
            Waypoints = Enumerable.Range(0, random.Next(3)).Select(i => new Waypoint(At(Device(), $"in{i}"), At(Device(), $"out{i}"))).ToList(),
            BandwidthBps = random.Next(0, 5) * 500_000_000L,
            MaxLatencyMicros = random.Next(2) == 0 ? null : random.Next(1, 40),
        };
        var expected = BruteForce.Best(graph, request);
        var actual = PathComputer.FindPath(graph, request);
        if (expected is null)
        {
            actual.Found.ShouldBeFalse();
            return;
        }
        actual.Found.ShouldBeTrue(actual.Rejection?.Message);
        actual.Path!.ShouldBeContiguous(graph, request);
        (actual.Path!.Cost, actual.Path.LatencyMicros).ShouldBe(expected.Value);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    [Fact]
    public void Without_labels_the_relaxation_still_keeps_the_latency() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var graph = Random(random, 8, 24);
        var request = new PathRequest { From = At("n0"), To = At("n7"), MaxLatencyMicros = random.Next(1, 30) };
        var exact = PathComputer.FindPath(graph, request);
        var relaxed = PathComputer.FindPath(graph, request, maxLabels: 0);
        relaxed.Found.ShouldBe(exact.Found);
        if (exact.Found)
        {
            relaxed.Path!.LatencyMicros.ShouldBeLessThanOrEqualTo(request.MaxLatencyMicros!.Value);
            relaxed.Path.Cost.ShouldBeGreaterThanOrEqualTo(exact.Path!.Cost);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_widest_route_is_named_exactly() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var graph = Random(random, 6, 12);
        var refused = PathComputer.FindPath(graph, new PathRequest { From = At("n0"), To = At("n5"), BandwidthBps = 100_000_000_000 }).Rejection!;
        var widest = BruteForce.Simple(graph, "n0", "n5").Select(p => p.Min(l => graph.ResidualBps(l.Id))).DefaultIfEmpty(-1).Max();
        refused.Kind.ShouldBe(widest < 0 ? PathRejectionKind.NoRoute : PathRejectionKind.InsufficientBandwidth);
        (refused.BestAvailableBps ?? -1).ShouldBe(widest);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 3)]
    public void A_path_through_a_thousand_devices_takes_less_than_five_milliseconds(bool latencyBound, int functions)
    {
        var graph = Random(new Random(1), 1000, 4000);
        var request = new PathRequest
        {
            From = At("n0"),
            To = At("n999"),
            BandwidthBps = 1_000_000_000,
            Waypoints = Enumerable.Range(1, functions).Select(i => new Waypoint(At($"n{i * 200}", "in"), At($"n{i * 200}", "out"))).ToList(),
        };
        var cheapest = PathComputer.FindPath(graph, request).Path!;
        if (latencyBound)
        {
            request = request with { MaxLatencyMicros = cheapest.LatencyMicros - 1 };
        }
        // Once is enough: on a busy machine the optimising compiler comes late and most runs are interrupted.
        var limit = TimeSpan.FromMilliseconds(5);
        var best = TimeSpan.MaxValue;
        var begin = Stopwatch.GetTimestamp();
        while (best >= limit && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(30))
        {
            var start = Stopwatch.GetTimestamp();
            PathComputer.FindPath(graph, request);
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }
        best.ShouldBeLessThan(limit);
    }
}
