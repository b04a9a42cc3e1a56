namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Depth-first search over the demands, hardest first, best-ranked place first, within a budget of tried places.</summary>
internal sealed class PlacementSearch
{
    private readonly PlacementState state;
    private readonly List<ResourceDemand> order;
    private readonly Candidate[] chosen;
    private readonly HashSet<string> inGroups;
    private int budget;

    public PlacementSearch(ZoneLedger ledger, PlacementRequest request, Func<AffinityGroup, bool> soft, int budget)
    {
        this.budget = budget;
        state = new PlacementState(ledger, request, soft);
        order = DemandOrder.HardestFirst(request, ledger);
        chosen = new Candidate[order.Count];
        inGroups = request.Groups.SelectMany(g => g.Members).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The demand nobody found a place for at the deepest point reached; null when everything was placed.</summary>
    public ResourceDemand? Stuck { get; private set; }

    /// <summary>How many demands had a place at that point.</summary>
    public int PlacedWhenStuck { get; private set; } = -1;

    /// <summary>What every place had against it at that point.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; private set; } = [];

    /// <summary>Whether the search gave up before it had tried everything.</summary>
    public bool BudgetExceeded => budget <= 0;

    public PlacementState State => state;

    /// <summary>Searches; true when every demand has a place.</summary>
    public bool Run() => Descend(0);

    /// <summary>Places as many demands as a single pass can, without backtracking.</summary>
    public IReadOnlyList<ReservationLine> RunGreedy()
    {
        var lines = new List<ReservationLine>();
        foreach (var demand in order)
        {
            if (Possible(demand).FirstOrDefault() is { } at)
            {
                state.Take(demand, at);
                lines.Add(Line(demand, at));
            }
        }
        return lines;
    }

    /// <summary>The places in the order of the request.</summary>
    public IReadOnlyList<ReservationLine> Lines()
    {
        var at = order.Zip(chosen).ToDictionary(p => p.First.Key, p => p.Second, StringComparer.Ordinal);
        return state.Request.Demands.Select(d => Line(d, at[d.Key])).ToList();
    }

    private static ReservationLine Line(ResourceDemand demand, Candidate at) => new()
    {
        Key = demand.Key,
        VimId = at.Location.VimId,
        ZoneId = at.Location.ZoneId,
        HostId = at.Location.HostId,
        Amounts = demand.Amounts,
    };

    private bool Descend(int depth)
    {
        if (depth == order.Count)
        {
            Stuck = null;
            return true;
        }
        var demand = order[depth];
        var possible = Possible(demand);
        if (possible.Count == 0 && depth > PlacedWhenStuck)
        {
            (Stuck, PlacedWhenStuck, Obstacles) = (demand, depth, Explain(demand));
        }
        foreach (var at in possible)
        {
            if (--budget <= 0)
            {
                return false;
            }
            state.Take(demand, at);
            chosen[depth] = at;
            if (Descend(depth + 1))
            {
                return true;
            }
            state.GiveBack(demand, at);
        }
        return false;
    }

    private List<Candidate> Possible(ResourceDemand demand)
    {
        var ranked = new List<(double Score, Candidate At)>();
        foreach (var zone in Places(demand))
        {
            var twins = new HashSet<(ResourceAmounts, ResourceAmounts)>();
            foreach (var at in zone)
            {
                if (FeasibilityChecks.Objection(state, demand, at) is null && !IsTwin(demand, at, twins))
                {
                    ranked.Add((CandidateRanking.Score(state, demand, at), at));
                }
            }
        }
        // stable: equal scores keep the order of VIM, zone and host ids
        return ranked.OrderByDescending(r => r.Score).Select(r => r.At).ToList();
    }

    /// <summary>
    /// Hosts of a zone that are alike and still untouched by this request are interchangeable: trying one is trying all. (Members of groups with existing
    /// members and hosts told apart by traits are not alike.)
    /// </summary>
    private bool IsTwin(ResourceDemand demand, Candidate at, HashSet<(ResourceAmounts Free, ResourceAmounts Total)> twins)
    {
        if (at.Host < 0 || state.HostUsers(at.Zone, at.Host) > 0 || (state.Request.Existing.Count > 0 && inGroups.Contains(demand.Key)))
        {
            return false;
        }
        var host = state.Zones[at.Zone].Hosts[at.Host];
        return host.Traits.Count == 0 && !twins.Add((state.HostFree(at.Zone, at.Host), host.Counters.Total));
    }

    private Candidate[][] Places(ResourceDemand demand) => demand.NeedsHost ? state.Candidates : [state.ZoneCandidates];

    private List<Obstacle> Explain(ResourceDemand demand)
    {
        var obstacles = new List<Obstacle>();
        foreach (var at in Places(demand).SelectMany(z => z))
        {
            if (FeasibilityChecks.Objection(state, demand, at) is { } check)
            {
                obstacles.Add(check.Explain(state, demand, at));
            }
        }
        return obstacles;
    }
}
