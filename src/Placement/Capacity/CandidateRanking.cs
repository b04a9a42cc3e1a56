namespace NfvOrchestrator.Placement.Capacity;

/// <summary>How good a possible place is: the sum of a few opinions. Higher is better; equal ones go by VIM, zone and host id.</summary>
internal static class CandidateRanking
{
    private const double BrokenGroup = -100;
    private const double SameZone = 2;
    private const double SameVim = 1;

    public static double Score(PlacementState state, ResourceDemand demand, Candidate candidate)
    {
        var fullness = Fullness(state, demand, candidate);
        var score = state.Request.Strategy == PlacementStrategy.Pack ? fullness : 1 - fullness;
        foreach (var group in state.GroupsOf(demand.Key))
        {
            if (group.Soft && group.BrokenBy(candidate.Location))
            {
                score += BrokenGroup;
            }
        }
        if (state.Request.Strategy == PlacementStrategy.Pack)
        {
            score += Company(state, candidate);
        }
        return score;
    }

    /// <summary>Parts of one instance talk to each other: near is better, nothing else being asked.</summary>
    private static double Company(PlacementState state, Candidate candidate)
    {
        if (state.ZoneUsers(candidate.Zone) > 0)
        {
            return SameZone;
        }
        for (var i = 0; i < state.Zones.Count; i++)
        {
            if (state.ZoneUsers(i) > 0 && state.Zones[i].VimId == candidate.Location.VimId)
            {
                return SameVim;
            }
        }
        return 0;
    }

    /// <summary>The fullest demanded dimension after taking the place, 0 to 1.</summary>
    private static double Fullness(PlacementState state, ResourceDemand demand, Candidate candidate)
    {
        var total = candidate.Host >= 0 ? state.Zones[candidate.Zone].Hosts[candidate.Host].Counters.Total : state.Zones[candidate.Zone].Counters.Total;
        ref readonly var free = ref candidate.Host >= 0 ? ref state.HostFree(candidate.Zone, candidate.Host) : ref state.ZoneFree(candidate.Zone);
        double fullest = 0;
        foreach (var d in ResourceAmounts.Dimensions)
        {
            if (demand.Amounts[d] > 0 && total[d] is > 0 and < ResourceAmounts.Unlimited)
            {
                fullest = Math.Max(fullest, 1 - ((free[d] - demand.Amounts[d]) / (double)total[d]));
            }
        }
        return fullest;
    }
}
