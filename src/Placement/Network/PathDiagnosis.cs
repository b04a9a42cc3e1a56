namespace NfvOrchestrator.Placement.Network;

/// <summary>Finds out why there is no path: asks the same question again with one wish less.</summary>
internal static class PathDiagnosis
{
    private static readonly HashSet<LinkUse> NoBans = [];

    public static PathRejection Explain(NetworkGraph graph, PathRequest request, SearchSpace wide, bool[] connected)
    {
        if (ShortestPaths.Find(wide, wide.Latency, wide.Cost, NoBans) is { } fastest)
        {
            var latency = fastest.Sum(u => graph.LinkAt(u.Link).LatencyMicros);
            return new PathRejection
            {
                Kind = PathRejectionKind.LatencyExceeded,
                BestLatencyMicros = latency,
                Message = $"No path from {request.From} to {request.To} within {request.MaxLatencyMicros} µs: the fastest with {Rate(request.BandwidthBps)} takes {latency} µs.",
            };
        }
        var (widest, deadLayer) = ShortestPaths.Widest(new SearchSpace(graph, request, connected));
        if (widest is null)
        {
            var (from, to) = Segment(request, deadLayer);
            var down = graph.Links.Count(l => !l.Up);
            return new PathRejection
            {
                Kind = PathRejectionKind.NoRoute,
                Segment = deadLayer,
                Message = $"No route from {from} to {to}{Which(request, deadLayer)} over the {connected.Count(c => c)} links that are up and allowed"
                    + $" ({down} of {graph.Links.Count} are down, {graph.Links.Count - down - connected.Count(c => c)} are excluded by the request).",
            };
        }
        var (bps, link) = PathBuilder.Bottleneck(graph, widest);
        return new PathRejection
        {
            Kind = PathRejectionKind.InsufficientBandwidth,
            BestAvailableBps = bps,
            BottleneckLinkId = link,
            Message = $"No path from {request.From} to {request.To} with {Rate(request.BandwidthBps)}: the widest route has {Rate(bps ?? 0)} left, limited by link {link}.",
        };
    }

    public static PathRejection ExplainReuse(NetworkGraph graph, PathRequest request, List<LinkUse> relaxed, bool exhausted)
    {
        var (bps, link) = PathBuilder.Bottleneck(graph, relaxed);
        return new PathRejection
        {
            Kind = exhausted ? PathRejectionKind.InsufficientBandwidth : PathRejectionKind.SearchBudgetExceeded,
            BestAvailableBps = bps,
            BottleneckLinkId = link,
            Message = $"The chain from {request.From} to {request.To} over {request.Waypoints.Count} functions needs {Rate(request.BandwidthBps)} in every segment and crosses link {link} several times,"
                + $" which holds only {Rate(bps ?? 0)} for each crossing; " + (exhausted ? "there is no other arrangement." : "no other arrangement was found within the search budget."),
        };
    }

    private static (PortRef From, PortRef To) Segment(PathRequest request, int layer)
        => (layer == 0 ? request.From : request.Waypoints[layer - 1].Out, layer == request.Waypoints.Count ? request.To : request.Waypoints[layer].In);

    private static string Which(PathRequest request, int layer)
        => request.Waypoints.Count == 0 ? "" : $" (segment {layer + 1} of {request.Waypoints.Count + 1})";

    private static string Rate(long bps) => bps switch
    {
        >= 1_000_000_000 => $"{bps / 1e9:0.###} Gbit/s",
        >= 1_000_000 => $"{bps / 1e6:0.###} Mbit/s",
        _ => $"{bps} bit/s",
    };
}
