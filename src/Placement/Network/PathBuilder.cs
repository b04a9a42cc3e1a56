namespace NfvOrchestrator.Placement.Network;

/// <summary>Turns link uses into segments with hops.</summary>
internal static class PathBuilder
{
    public static NetworkPath Build(NetworkGraph graph, PathRequest request, List<LinkUse> uses)
    {
        var segments = new List<PathSegment>();
        for (var layer = 0; layer <= request.Waypoints.Count; layer++)
        {
            var from = layer == 0 ? request.From : request.Waypoints[layer - 1].Out;
            var to = layer == request.Waypoints.Count ? request.To : request.Waypoints[layer].In;
            var links = uses.Where(u => u.Layer == layer).Select(u => graph.LinkAt(u.Link)).ToList();
            var hops = new List<PathHop>(links.Count + 1);
            var inPort = from.PortId;
            foreach (var link in links)
            {
                hops.Add(new PathHop(link.Source.DeviceId, inPort, link.Source.PortId));
                inPort = link.Target.PortId;
            }
            hops.Add(new PathHop(to.DeviceId, inPort, to.PortId));
            segments.Add(new PathSegment { From = from, To = to, Hops = hops, LinkIds = links.ConvertAll(l => l.Id) });
        }
        var (bottleneck, link1) = Bottleneck(graph, uses);
        return new NetworkPath
        {
            Segments = segments,
            LatencyMicros = uses.Sum(u => graph.LinkAt(u.Link).LatencyMicros),
            Cost = uses.Sum(u => graph.LinkAt(u.Link).Cost),
            BottleneckBps = bottleneck,
            BottleneckLinkId = link1,
        };
    }

    public static (long? Bps, string? LinkId) Bottleneck(NetworkGraph graph, List<LinkUse> uses)
    {
        long? least = null;
        string? id = null;
        foreach (var group in uses.GroupBy(u => u.Link).OrderBy(g => g.Key))
        {
            var available = graph.ResidualBps(group.Key) / group.Count();
            if (least is null || available < least)
            {
                (least, id) = (available, graph.LinkAt(group.Key).Id);
            }
        }
        return (least, id);
    }
}
