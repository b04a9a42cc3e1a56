namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Says why resources found no place, and looks for what would be possible instead.</summary>
internal static class PlacementDiagnosis
{
    private const int MaxShortages = 20;
    private const int InText = 4;

    public static PlacementRejection Explain(ZoneLedger ledger, PlacementRequest request, PlacementSearch search, int budget)
    {
        // a demand that fits nowhere even alone says more than where a search of many got stuck
        foreach (var demand in request.Demands)
        {
            var alone = new PlacementSearch(ledger, request with { Demands = [demand] }, g => g.FallbackBestEffort, budget);
            if (!alone.Run())
            {
                return Compose(ledger, request, alone, single: true, budget);
            }
        }
        return Compose(ledger, request, search, single: false, budget);
    }

    private static PlacementRejection Compose(ZoneLedger ledger, PlacementRequest request, PlacementSearch search, bool single, int budget)
    {
        var obstacles = search.Obstacles;
        var shortages = obstacles.SelectMany(o => o.Shortages).OrderBy(Nearness).Distinct().Take(MaxShortages).ToList();
        var kind = Kind(search, obstacles, single);
        var group = obstacles.Select(o => o.GroupId).FirstOrDefault(g => g is not null);
        var reasons = obstacles.Select(o => (Rank: o.Shortages.Count == 0 ? double.MaxValue : o.Shortages.Min(Nearness), o.Text))
            .OrderBy(r => r.Rank).Select(r => r.Text).Distinct(StringComparer.Ordinal).ToList();
        if (kind == PlacementRejectionKind.ConstraintUnsatisfiable && group is not null)
        {
            reasons = [.. obstacles.Where(o => o.GroupId is not null).Select(o => o.Text).Concat(reasons).Distinct(StringComparer.Ordinal)];
        }
        else if (kind == PlacementRejectionKind.QuotaExceeded)
        {
            // A quota holds in all places, a full host is one of many.
            reasons = [.. obstacles.Where(o => o.Kind == PlacementRejectionKind.QuotaExceeded).Select(o => o.Text).Concat(reasons).Distinct(StringComparer.Ordinal)];
        }
        var alternative = Alternative(ledger, request, budget);
        var what = search.Stuck?.Key ?? "some demand";
        var message = (single
                ? $"{what} fits nowhere, even alone"
                : $"{search.PlacedWhenStuck} of {request.Demands.Count} demands found a place, then {what} did not fit")
            + (ledger.Zones.Count == 0 ? ": no zone is known (is a VIM registered and has its capacity been read?)" : $": {string.Join("; ", reasons.Take(InText))}")
            + (reasons.Count > InText ? $"; and {reasons.Count - InText} more reasons" : "")
            + (kind == PlacementRejectionKind.SearchBudgetExceeded ? $". The search stopped after {budget} tries, a smaller request may succeed" : "")
            + (alternative is null ? "." : $". {alternative.Description}");
        return new PlacementRejection
        {
            Kind = kind,
            Message = message,
            DemandKey = search.Stuck?.Key,
            GroupId = kind == PlacementRejectionKind.ConstraintUnsatisfiable ? group : null,
            Shortages = shortages,
            Alternative = alternative,
        };
    }

    private static PlacementRejectionKind Kind(PlacementSearch search, IReadOnlyList<Obstacle> obstacles, bool single)
    {
        if (search.BudgetExceeded)
        {
            return PlacementRejectionKind.SearchBudgetExceeded;
        }
        if (obstacles.All(o => o.Kind == PlacementRejectionKind.NoCandidateZone))
        {
            return PlacementRejectionKind.NoCandidateZone;
        }
        if (obstacles.Any(o => o.Kind == PlacementRejectionKind.ConstraintUnsatisfiable))
        {
            return PlacementRejectionKind.ConstraintUnsatisfiable;
        }
        if (obstacles.Any(o => o.Kind == PlacementRejectionKind.QuotaExceeded))
        {
            return PlacementRejectionKind.QuotaExceeded;
        }
        return single ? PlacementRejectionKind.DemandTooLarge : PlacementRejectionKind.InsufficientCapacity;
    }

    private static double Nearness(Shortage shortage) => (double)shortage.Missing / Math.Max(1, shortage.Needed);

    private static PlacementAlternative? Alternative(ZoneLedger ledger, PlacementRequest request, int budget)
    {
        foreach (var group in request.Groups.Where(g => !g.FallbackBestEffort))
        {
            if (Try(ledger, request with { Groups = request.Groups.Where(g => g != group).ToList() }, budget / 4) is { } lines)
            {
                return new PlacementAlternative
                {
                    Lines = lines,
                    WithoutGroupId = group.Id,
                    Description = $"Without {(group.Anti ? "anti-affinity" : "affinity")} group {group.Id} everything would fit in {Zones(lines)}.",
                };
            }
        }
        var anywhere = request with { AllowedZones = [], ExcludedZones = [], Demands = request.Demands.Select(d => d with { AllowedZones = [] }).ToList() };
        if (Try(ledger, anywhere, budget / 4) is { } elsewhere)
        {
            return new PlacementAlternative
            {
                Lines = elsewhere,
                IgnoresZoneConstraints = true,
                Description = $"Without the zone constraints everything would fit in {Zones(elsewhere)}.",
            };
        }
        var some = new PlacementSearch(ledger, request, g => g.FallbackBestEffort, budget).RunGreedy();
        return some.Count == 0 ? null : new PlacementAlternative
        {
            Lines = some,
            Description = $"{some.Count} of the {request.Demands.Count} demands would fit, in {Zones(some)}.",
        };
    }

    private static IReadOnlyList<ReservationLine>? Try(ZoneLedger ledger, PlacementRequest request, int budget)
    {
        var search = new PlacementSearch(ledger, request, g => g.FallbackBestEffort, budget);
        return search.Run() ? search.Lines() : null;
    }

    private static string Zones(IReadOnlyList<ReservationLine> lines)
        => string.Join(", ", lines.Select(l => $"{l.VimId}/{l.ZoneId}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
