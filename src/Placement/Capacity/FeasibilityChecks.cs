namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The checks, cheapest first.</summary>
internal static class FeasibilityChecks
{
    public static readonly IReadOnlyList<IFeasibilityCheck> All = [new ZoneAllowed(), new HostUsable(), new ZoneHasRoom(), new HostHasRoom(), new QuotaHasRoom(), new AccountHasRoom(), new GroupsKept()];

    /// <summary>The first check that objects; null when none does.</summary>
    public static IFeasibilityCheck? Objection(PlacementState state, ResourceDemand demand, Candidate candidate)
    {
        foreach (var check in All)
        {
            if (!check.Allows(state, demand, candidate))
            {
                return check;
            }
        }
        return null;
    }

    private sealed class ZoneAllowed : IFeasibilityCheck
    {
        public bool Allows(PlacementState state, ResourceDemand demand, Candidate candidate)
        {
            var zone = state.Zones[candidate.Zone];
            var allowed = demand.AllowedZones.Count > 0 ? demand.AllowedZones : state.Request.AllowedZones;
            return zone.Accepting && Covered(allowed, zone, whenEmpty: true) && !Covered(state.Request.ExcludedZones, zone, whenEmpty: false);
        }

        public Obstacle Explain(PlacementState state, ResourceDemand demand, Candidate candidate)
            => new(PlacementRejectionKind.NoCandidateZone, $"zone {candidate.Location.VimId}/{candidate.Location.ZoneId} "
                + (state.Zones[candidate.Zone].Accepting ? "is not allowed by the zone constraints" : "accepts nothing new"), []);

        private static bool Covered(IReadOnlyList<ZoneRef> zones, ZoneCounters zone, bool whenEmpty)
        {
            if (zones.Count == 0)
            {
                return whenEmpty;
            }
            foreach (var z in zones)
            {
                if (z.Covers(zone))
                {
                    return true;
                }
            }
            return false;
        }
    }

    private sealed class HostUsable : IFeasibilityCheck
    {
        public bool Allows(PlacementState state, ResourceDemand demand, Candidate candidate)
        {
            if (candidate.Host < 0)
            {
                return true;
            }
            var host = state.Zones[candidate.Zone].Hosts[candidate.Host];
            return host.Up && (demand.RequiredTraits.Count == 0 || demand.RequiredTraits.All(t => host.Traits.Contains(t, StringComparer.Ordinal)));
        }

        public Obstacle Explain(PlacementState state, ResourceDemand demand, Candidate candidate)
        {
            var host = state.Zones[candidate.Zone].Hosts[candidate.Host];
            var name = $"host {candidate.Location.VimId}/{candidate.Location.ZoneId}/{host.HostId}";
            return new(host.Up ? PlacementRejectionKind.ConstraintUnsatisfiable : PlacementRejectionKind.InsufficientCapacity, host.Up ? $"{name} lacks {string.Join(", ", demand.RequiredTraits.Except(host.Traits))}" : $"{name} is down or takes nothing new", []);
        }
    }

    private sealed class ZoneHasRoom : IFeasibilityCheck
    {
        public bool Allows(PlacementState state, ResourceDemand demand, Candidate candidate) => demand.Amounts.FitsIn(state.ZoneFree(candidate.Zone));

        public Obstacle Explain(PlacementState state, ResourceDemand demand, Candidate candidate)
            => Short(demand, state.ZoneFree(candidate.Zone), candidate.Location.VimId, candidate.Location.ZoneId, null, PlacementRejectionKind.InsufficientCapacity);
    }

    private sealed class HostHasRoom : IFeasibilityCheck
    {
        public bool Allows(PlacementState state, ResourceDemand demand, Candidate candidate)
            => candidate.Host < 0 || demand.Amounts.FitsIn(state.HostFree(candidate.Zone, candidate.Host));

        public Obstacle Explain(PlacementState state, ResourceDemand demand, Candidate candidate)
            => Short(demand, state.HostFree(candidate.Zone, candidate.Host), candidate.Location.VimId, candidate.Location.ZoneId, candidate.Location.HostId, PlacementRejectionKind.InsufficientCapacity);
    }

    private sealed class QuotaHasRoom : IFeasibilityCheck
    {
        public bool Allows(PlacementState state, ResourceDemand demand, Candidate candidate) => demand.Amounts.FitsIn(state.QuotaFree(candidate.Location.VimId));

        public Obstacle Explain(PlacementState state, ResourceDemand demand, Candidate candidate)
            => Short(demand, state.QuotaFree(candidate.Location.VimId), candidate.Location.VimId, null, null, PlacementRejectionKind.QuotaExceeded);
    }

    private sealed class AccountHasRoom : IFeasibilityCheck
    {
        public bool Allows(PlacementState state, ResourceDemand demand, Candidate candidate) => AccountLimit.Counted(demand.Amounts).FitsIn(state.AccountFree(candidate.Location.VimId));

        public Obstacle Explain(PlacementState state, ResourceDemand demand, Candidate candidate)
        {
            var vim = candidate.Location.VimId;
            var shortages = ZoneLedger.Short(AccountLimit.Counted(demand.Amounts), state.AccountFree(vim), vim, null, null).Select(static s => s with { IsOfAccount = true }).ToList();
            return new(PlacementRejectionKind.QuotaExceeded, string.Join("; ", shortages), shortages);
        }
    }

    private sealed class GroupsKept : IFeasibilityCheck
    {
        public bool Allows(PlacementState state, ResourceDemand demand, Candidate candidate) => Broken(state, demand, candidate) is null;

        public Obstacle Explain(PlacementState state, ResourceDemand demand, Candidate candidate)
        {
            var group = Broken(state, demand, candidate)!.Group;
            return new(PlacementRejectionKind.ConstraintUnsatisfiable, $"{candidate.Location.VimId}/{candidate.Location.ZoneId}"
                + (candidate.Location.HostId is { } host ? "/" + host : "") + $" would break {(group.Anti ? "anti-affinity" : "affinity")} group {group.Id} (scope {group.Scope})", [], group.Id);
        }

        private static GroupState? Broken(PlacementState state, ResourceDemand demand, Candidate candidate)
        {
            foreach (var group in state.GroupsOf(demand.Key))
            {
                if (!group.Soft && group.BrokenBy(candidate.Location))
                {
                    return group;
                }
            }
            return null;
        }
    }

    private static Obstacle Short(ResourceDemand demand, ResourceAmounts left, string vimId, string? zoneId, string? hostId, PlacementRejectionKind kind)
    {
        var shortages = ZoneLedger.Short(demand.Amounts, left, vimId, zoneId, hostId).ToList();
        return new(kind, string.Join("; ", shortages), shortages);
    }
}
