namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Chooses a host: feasibility (zone, state, affinity, pools), then rank (soft affinity, then spread or pack, then order). Work is linear in hosts, whatever runs on them.</summary>
internal static class Scheduler
{
    public static Allocation? Choose(
        IReadOnlyList<Host> hosts, ComputeSpec spec, Demand demand, IReadOnlyList<SimResource> groups, bool spread, string? prefer, out string reason, string? avoid = null)
    {
        Allocation? best = null;
        var bestRank = double.NegativeInfinity;
        Dictionary<string, int>? refusals = null;
        foreach (var host in hosts)
        {
            if ((string.Equals(host.Name, avoid, StringComparison.Ordinal) ? "the host it leaves" : Refusal(host, spec, groups, prefer)) is { } refusal)
            {
                Count(ref refusals, refusal);
                continue;
            }

            var rank = Rank(host, groups, spread) + (string.Equals(host.Name, prefer, StringComparison.Ordinal) ? 1e9 : 0);
            if (rank <= bestRank) continue; // something better fits already

            var allocation = host.TryFit(demand, out var shortage);
            if (allocation is null)
            {
                Count(ref refusals, "too few " + shortage);
                continue;
            }

            best = allocation;
            bestRank = rank;
        }

        reason = best is null && refusals is not null ? string.Join(", ", refusals.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}: {r.Value}")) : "";
        return best;
    }

    private static void Count(ref Dictionary<string, int>? refusals, string refusal)
    {
        refusals ??= new Dictionary<string, int>(StringComparer.Ordinal);
        refusals[refusal] = refusals.GetValueOrDefault(refusal) + 1;
    }

    private static string? Refusal(Host host, ComputeSpec spec, IReadOnlyList<SimResource> groups, string? prefer)
    {
        if (!host.Up) return "down";
        if (!host.Schedulable && !string.Equals(host.Name, prefer, StringComparison.Ordinal)) return "drained"; // what is on it may change its size there
        if (spec.Zone is { } zone && !string.Equals(zone, host.Zone, StringComparison.Ordinal)) return "other zone";
        if (spec.HostHint is { } hint && !string.Equals(hint, host.Name, StringComparison.Ordinal)) return "not the wanted host";
        foreach (var group in groups)
        {
            if (!group.Group!.Allows((AffinityGroupSpec)group.Spec, host)) return $"affinity group '{group.Key}'";
        }

        return null;
    }

    private static double Rank(Host host, IReadOnlyList<SimResource> groups, bool spread)
    {
        var rank = spread ? host.Emptiness : -host.Emptiness;
        foreach (var group in groups)
        {
            var spec = (AffinityGroupSpec)group.Spec;
            var there = group.Group!.At(spec, host);
            if (spec.Policy == VimAffinityPolicy.SOFT_AFFINITY) rank += 1000.0 * there;
            else if (spec.Policy == VimAffinityPolicy.SOFT_ANTI_AFFINITY) rank -= 1000.0 * there;
        }

        return rank;
    }
}
