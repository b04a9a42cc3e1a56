using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>Which links and ports a route needs.</summary>
internal static class RouteElements
{
    /// <summary>Ids of the directed links, both directions when the path is bidirectional.</summary>
    public static IEnumerable<string> Links(PathSpec spec)
    {
        for (var i = 0; i + 1 < spec.Hops.Count; i++)
        {
            var (src, dst) = (new ConnectPoint(spec.Hops[i].Device, spec.Hops[i].OutPort), new ConnectPoint(spec.Hops[i + 1].Device, spec.Hops[i + 1].InPort));
            yield return NetworkLink.IdOf(src, dst);
            if (spec.Bidirectional)
            {
                yield return NetworkLink.IdOf(dst, src);
            }
        }
    }

    /// <summary>Forward links only: what the latency is summed over.</summary>
    public static IEnumerable<string> ForwardLinks(PathSpec spec) => Links(spec with { Bidirectional = false });

    /// <summary>What of the route is down now.</summary>
    public static IReadOnlyList<string> Down(PathSpec spec, OnosSnapshot snapshot)
    {
        var devices = spec.Hops.Select(h => h.Device).Append(spec.Ingress.Device).Append(spec.Egress.Device).Distinct(StringComparer.Ordinal).Where(d => !snapshot.Available(d));
        var links = Links(spec).Where(l => !snapshot.Links.ContainsKey(l));
        var ends = new[] { spec.Ingress, spec.Egress }.Where(p => snapshot.Available(p.Device) && !(snapshot.Ports.TryGetValue(p, out var port) && port.Enabled)).Select(p => p.ToString());
        return [.. devices, .. links, .. ends];
    }
}
