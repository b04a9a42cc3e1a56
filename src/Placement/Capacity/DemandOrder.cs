namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The order in which demands are placed: whoever is hardest to place chooses first; what has to be together is placed one after the other.</summary>
internal static class DemandOrder
{
    public static List<ResourceDemand> HardestFirst(PlacementRequest request, ZoneLedger ledger)
    {
        var cluster = Clusters(request);
        var size = request.Demands.ToDictionary(d => d.Key, d => Share(d, ledger), StringComparer.Ordinal);
        var clusterSize = request.Demands.GroupBy(d => cluster[d.Key], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(d => size[d.Key]), StringComparer.Ordinal);
        return request.Demands
            .OrderByDescending(d => d.AllowedZones.Count > 0)
            .ThenByDescending(d => clusterSize[cluster[d.Key]])
            .ThenBy(d => cluster[d.Key], StringComparer.Ordinal)
            .ThenByDescending(d => size[d.Key])
            .ThenBy(d => d.Key, StringComparer.Ordinal)
            .ToList();
    }

    private static double Share(ResourceDemand demand, ZoneLedger ledger)
    {
        double share = 0;
        foreach (var d in ResourceAmounts.Dimensions)
        {
            if (demand.Amounts[d] == 0)
            {
                continue;
            }
            long? largest = null;
            foreach (var zone in ledger.Zones)
            {
                if (zone.Counters.Total[d] != ResourceAmounts.Unlimited)
                {
                    largest = Math.Max(largest ?? 1, zone.Counters.Total[d]);
                }
            }
            // What no zone limits makes nothing hard to place.
            share = largest is { } most ? Math.Max(share, (double)demand.Amounts[d] / most) : share;
        }
        return share;
    }

    private static Dictionary<string, string> Clusters(PlacementRequest request)
    {
        var parent = request.Demands.ToDictionary(d => d.Key, d => d.Key, StringComparer.Ordinal);
        foreach (var group in request.Groups.Where(g => !g.Anti))
        {
            string? first = null;
            foreach (var member in group.Members.Where(parent.ContainsKey))
            {
                first ??= member;
                parent[Root(member)] = Root(first);
            }
        }
        return request.Demands.ToDictionary(d => d.Key, d => Root(d.Key), StringComparer.Ordinal);

        string Root(string key)
        {
            while (parent[key] != key)
            {
                key = parent[key];
            }
            return key;
        }
    }
}
