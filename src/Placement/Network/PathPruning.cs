namespace NfvOrchestrator.Placement.Network;

/// <summary>Which links a request may use at all, bandwidth aside.</summary>
internal static class PathPruning
{
    public static bool[] ConnectedLinks(NetworkGraph graph, PathRequest request)
    {
        var links = request.ExcludedLinks.ToHashSet(StringComparer.Ordinal);
        var devices = request.ExcludedDevices.ToHashSet(StringComparer.Ordinal);
        var cables = new HashSet<string>(StringComparer.Ordinal);
        var risks = new HashSet<string>(StringComparer.Ordinal);
        if (request.DisjointFrom is { } other)
        {
            foreach (var link in other.LinkIds.Select(graph.FindLink).OfType<NetworkLink>())
            {
                cables.Add(link.Cable);
                if (request.Disjointness != Disjointness.Link)
                {
                    risks.UnionWith(link.SharedRiskGroups);
                }
            }
            if (request.Disjointness == Disjointness.Device)
            {
                devices.UnionWith(other.Hops.Select(h => h.DeviceId));
                devices.ExceptWith(request.Waypoints.SelectMany(w => new[] { w.In.DeviceId, w.Out.DeviceId }).Append(request.From.DeviceId).Append(request.To.DeviceId));
                devices.UnionWith(request.ExcludedDevices);
            }
        }
        var allowed = new bool[graph.Links.Count];
        for (var i = 0; i < allowed.Length; i++)
        {
            var link = graph.Links[i];
            allowed[i] = link.Up
                && (links.Count == 0 || !links.Contains(link.Id))
                && (devices.Count == 0 || (!devices.Contains(link.Source.DeviceId) && !devices.Contains(link.Target.DeviceId)))
                && (cables.Count == 0 || !cables.Contains(link.Cable))
                && (risks.Count == 0 || !link.SharedRiskGroups.Any(risks.Contains));
        }
        return allowed;
    }
}
