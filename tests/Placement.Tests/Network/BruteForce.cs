using NfvOrchestrator.Placement.Network;

namespace NfvOrchestrator.Placement.Tests.Network;

/// <summary>The reference: every combination of simple paths, looked at one by one.</summary>
internal static class BruteForce
{
    public static (long Cost, long Latency)? Best(NetworkGraph graph, PathRequest request)
    {
        var stops = new List<(string From, string To)>();
        var from = request.From.DeviceId;
        foreach (var w in request.Waypoints)
        {
            stops.Add((from, w.In.DeviceId));
            from = w.Out.DeviceId;
        }
        stops.Add((from, request.To.DeviceId));
        (long, long)? best = null;
        Combine(0, []);
        return best;

        void Combine(int i, List<NetworkLink> soFar)
        {
            if (i == stops.Count)
            {
                var fits = soFar.GroupBy(l => l.Id, StringComparer.Ordinal).All(g => g.Count() * request.BandwidthBps <= graph.ResidualBps(g.Key));
                var latency = soFar.Sum(l => l.LatencyMicros);
                var cost = soFar.Sum(l => l.Cost);
                if (fits && latency <= (request.MaxLatencyMicros ?? long.MaxValue))
                {
                    var candidate = (cost, latency);
                    best = best is null || candidate.CompareTo(best.Value) < 0 ? candidate : best;
                }
                return;
            }
            foreach (var path in Simple(graph, stops[i].From, stops[i].To))
            {
                Combine(i + 1, [.. soFar, .. path]);
            }
        }
    }

    public static IEnumerable<List<NetworkLink>> Simple(NetworkGraph graph, string from, string to)
    {
        var found = new List<List<NetworkLink>>();
        Walk(from, [from], []);
        return found;

        void Walk(string at, HashSet<string> seen, List<NetworkLink> path)
        {
            if (at == to)
            {
                found.Add([.. path]);
                return;
            }
            foreach (var link in graph.Links.Where(l => l.Up && l.Source.DeviceId == at && !seen.Contains(l.Target.DeviceId)))
            {
                Walk(link.Target.DeviceId, [.. seen, link.Target.DeviceId], [.. path, link]);
            }
        }
    }
}
