using System.Collections.Immutable;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The ledger together with who holds what: the whole truth as one value, for tests, dry runs and a start from stored reservations.</summary>
public sealed record CapacityLedger
{
    /// <summary>The sums.</summary>
    public required ZoneLedger Zones { get; init; }

    /// <summary>The parts, by owner.</summary>
    public ImmutableDictionary<string, Reservation> Reservations { get; init; } = ImmutableDictionary.Create<string, Reservation>(StringComparer.Ordinal);

    /// <summary>Promises places to an owner, on top of what it holds; all or nothing.</summary>
    public (CapacityLedger Ledger, ReserveResult Result) Reserve(string ownerId, string tenant, IReadOnlyList<ReservationLine> lines, DateTimeOffset? expiresAt = null)
    {
        var result = Zones.TryReserve(ownerId, tenant, lines, expiresAt, Reservations.GetValueOrDefault(ownerId));
        return result.Reserved ? (new CapacityLedger { Zones = result.Ledger, Reservations = Reservations.SetItem(ownerId, result.Reservation) }, result) : (this, result);
    }

    /// <summary>Gives back what an owner holds.</summary>
    public CapacityLedger Release(string ownerId) => Reservations.TryGetValue(ownerId, out var held)
        ? new CapacityLedger { Zones = Zones.Release(held), Reservations = Reservations.Remove(ownerId) }
        : this;

    /// <summary>What an owner holds exists now.</summary>
    public CapacityLedger Confirm(string ownerId)
    {
        if (!Reservations.TryGetValue(ownerId, out var held))
        {
            return this;
        }
        var (zones, reservation) = Zones.Confirm(held);
        return new CapacityLedger { Zones = zones, Reservations = Reservations.SetItem(ownerId, reservation) };
    }

    /// <summary>Gives back what has lapsed.</summary>
    public CapacityLedger Expire(DateTimeOffset now)
    {
        var (zones, expired) = Zones.Expire(Reservations.Values, now);
        return new CapacityLedger { Zones = zones, Reservations = Reservations.RemoveRange(expired.Select(e => e.OwnerId)) };
    }
}
