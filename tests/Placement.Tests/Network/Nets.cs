using NfvOrchestrator.Placement.Network;

namespace NfvOrchestrator.Placement.Tests.Network;

/// <summary>Small networks for tests.</summary>
internal static class Nets
{
    public static PortRef At(string device, string port = "sap") => new(device, port);

    public static NetworkLink Link(string from, string to, long gbps = 10, long micros = 100, long cost = 1, bool up = true, params string[] risks) => new()
    {
        Id = $"{from}-{to}",
        Source = new PortRef(from, "to-" + to),
        Target = new PortRef(to, "to-" + from),
        CapacityBps = gbps * 1_000_000_000,
        LatencyMicros = micros,
        Cost = cost,
        Up = up,
        SharedRiskGroups = risks,
    };

    public static IEnumerable<NetworkLink> Both(string a, string b, long gbps = 10, long micros = 100, long cost = 1, bool up = true, params string[] risks)
        => [Link(a, b, gbps, micros, cost, up, risks), Link(b, a, gbps, micros, cost, up, risks)];

    public static NetworkGraph Graph(params IEnumerable<NetworkLink>[] links) => NetworkGraph.Create([], links.SelectMany(l => l));

    public static NetworkGraph Random(Random random, int nodes, int links)
    {
        var list = new List<NetworkLink>();
        for (var i = 0; i < links; i++)
        {
            var a = random.Next(nodes);
            var b = (a + 1 + random.Next(nodes - 1)) % nodes;
            list.Add(Link($"n{a}", $"n{b}", random.Next(1, 5), random.Next(1, 10), random.Next(0, 6), random.Next(10) > 0) with { Id = $"l{i:D4}" });
        }
        return NetworkGraph.Create(Enumerable.Range(0, nodes).Select(i => $"n{i}"), list);
    }

    public static void ShouldBeContiguous(this NetworkPath path, NetworkGraph graph, PathRequest request)
    {
        path.Segments.Count.ShouldBe(request.Waypoints.Count + 1);
        path.Segments[0].From.ShouldBe(request.From);
        path.Segments[^1].To.ShouldBe(request.To);
        for (var s = 0; s < path.Segments.Count; s++)
        {
            var segment = path.Segments[s];
            if (s < request.Waypoints.Count)
            {
                segment.To.ShouldBe(request.Waypoints[s].In);
                path.Segments[s + 1].From.ShouldBe(request.Waypoints[s].Out);
            }
            segment.Hops.Count.ShouldBe(segment.LinkIds.Count + 1);
            segment.Hops[0].InPort.ShouldBe(segment.From.PortId);
            segment.Hops[^1].OutPort.ShouldBe(segment.To.PortId);
            for (var i = 0; i < segment.LinkIds.Count; i++)
            {
                var link = graph.FindLink(segment.LinkIds[i])!;
                link.Up.ShouldBeTrue();
                link.Source.ShouldBe(new PortRef(segment.Hops[i].DeviceId, segment.Hops[i].OutPort));
                link.Target.ShouldBe(new PortRef(segment.Hops[i + 1].DeviceId, segment.Hops[i + 1].InPort));
            }
        }
    }
}
