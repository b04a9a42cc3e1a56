namespace NfvOrchestrator.Placement.Capacity;

/// <summary>
/// Finds places for resources: independent feasibility checks say what is possible, a ranking says what is good, a bounded search puts them together.
/// Pure and deterministic. A placement is a proposal until <see cref="ZoneLedger.TryReserve"/> has promised it.
/// </summary>
public static class Placer
{
    /// <summary>Most demands in one request.</summary>
    public const int MaxDemands = 1000;

    private const int Budget = 20_000;

    /// <summary>Finds places on a capacity snapshot with these reservations taken off.</summary>
    public static PlacementResult Place(CapacityModel capacity, IEnumerable<Reservation> reservations, PlacementRequest request)
        => Place(ZoneLedger.From(capacity, reservations), request);

    /// <summary>Finds places for all demands, or says what is short, where, by how much, and what would fit.</summary>
    /// <exception cref="ArgumentException">The request is malformed: two demands with one key, a negative amount, or more than <see cref="MaxDemands"/>.</exception>
    public static PlacementResult Place(ZoneLedger ledger, PlacementRequest request) => Place(ledger, request, Budget);

    /// <summary>Finds places and promises them in one go.</summary>
    public static (PlacementResult Placement, ReserveResult? Reserved) PlaceAndReserve(ZoneLedger ledger, PlacementRequest request, string ownerId, DateTimeOffset? expiresAt = null, Reservation? existing = null)
    {
        var placement = Place(ledger, request);
        return placement.Placed ? (placement, ledger.TryReserve(ownerId, request.Tenant, placement.Lines, expiresAt, existing)) : (placement, null);
    }

    internal static PlacementResult Place(ZoneLedger ledger, PlacementRequest request, int budget)
    {
        Validate(request);
        var strict = new PlacementSearch(ledger, request, _ => false, budget);
        if (strict.Run())
        {
            return Found(strict);
        }
        if (request.Groups.Any(g => g.FallbackBestEffort))
        {
            var relaxed = new PlacementSearch(ledger, request, g => g.FallbackBestEffort, budget);
            if (relaxed.Run())
            {
                return Found(relaxed);
            }
            strict = relaxed;
        }
        return new PlacementResult { Rejection = PlacementDiagnosis.Explain(ledger, request, strict, budget) };
    }

    private static PlacementResult Found(PlacementSearch search) => new()
    {
        Lines = search.Lines(),
        RelaxedGroups = search.State.Groups.Where(g => g.Soft && Pairs(g).Any(shares => shares == g.Group.Anti)).Select(g => g.Group.Id).ToList(),
        LeftToVim = search.State.Groups.Where(g => g.Group.Scope == AffinityScope.NfviNode && Pairs(g).Any(shares => shares is null)).Select(g => g.Group.Id).ToList(),
    };

    private static IEnumerable<bool?> Pairs(GroupState group)
    {
        for (var i = 0; i < group.Placed.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                yield return group.Placed[i].Shares(group.Placed[j], group.Group.Scope);
            }
        }
    }

    private static void Validate(PlacementRequest request)
    {
        if (request.Demands.Count > MaxDemands)
        {
            throw new ArgumentException($"A placement request has at most {MaxDemands} demands, this one has {request.Demands.Count}.", nameof(request));
        }
        var keys = request.Existing.Select(l => l.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var demand in request.Demands)
        {
            if (!keys.Add(demand.Key))
            {
                throw new ArgumentException($"The key {demand.Key} is there twice.", nameof(request));
            }
            if (!demand.Amounts.IsNotNegative)
            {
                throw new ArgumentException($"Demand {demand.Key} has a negative amount.", nameof(request));
            }
        }
    }
}
