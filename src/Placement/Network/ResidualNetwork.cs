using System.Collections.Immutable;

namespace NfvOrchestrator.Placement.Network;

/// <summary>
/// A network with the bandwidth that paths hold in it: an immutable value, every change is a new one. Reservations survive a new topology snapshot; a link that
/// shrank below what is reserved on it has nothing left and is named by <see cref="Overcommitted"/>.
/// </summary>
public sealed class ResidualNetwork
{
    private readonly ImmutableDictionary<string, PathReservation> reservations;
    private readonly ImmutableDictionary<string, long> reservedByLink;

    private ResidualNetwork(NetworkGraph graph, ImmutableDictionary<string, PathReservation> reservations, ImmutableDictionary<string, long> reservedByLink)
    {
        this.reservations = reservations;
        this.reservedByLink = reservedByLink;
        Graph = graph.WithReserved(reservedByLink);
    }

    /// <summary>A network without reservations of ours.</summary>
    public ResidualNetwork(NetworkGraph graph)
        : this(graph, ImmutableDictionary.Create<string, PathReservation>(StringComparer.Ordinal), ImmutableDictionary.Create<string, long>(StringComparer.Ordinal))
    {
    }

    /// <summary>The network as a path search should see it: reservations taken off.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>What is held, by key.</summary>
    public IReadOnlyDictionary<string, PathReservation> Reservations => reservations;

    /// <summary>Links on which more is reserved than they can carry now (after a topology change), with the bit/s too many.</summary>
    public IEnumerable<(string LinkId, long ExcessBps)> Overcommitted => reservedByLink
        .OrderBy(r => r.Key, StringComparer.Ordinal)
        .Select(r => (r.Key, r.Value - (Graph.FindLink(r.Key) is { Up: true } link ? Math.Max(0, link.CapacityBps - link.UsedBps) : 0)))
        .Where(r => r.Item2 > 0);

    /// <summary>Bit/s reserved on a link.</summary>
    public long ReservedBps(string linkId) => reservedByLink.GetValueOrDefault(linkId);

    /// <summary>
    /// Holds bandwidth on the links of a path; all or nothing. Reserving a key again replaces what it held (what it held counts as free for this).
    /// </summary>
    /// <returns>The new network; or this one unchanged with the reason.</returns>
    public (ResidualNetwork Network, PathRejection? Rejection) TryReserve(PathReservation reservation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reservation.BandwidthBps, nameof(reservation));
        var without = Release(reservation.Key);
        var byLink = without.reservedByLink;
        foreach (var uses in reservation.LinkIds.GroupBy(l => l, StringComparer.Ordinal))
        {
            var link = Graph.FindLink(uses.Key);
            var available = without.Graph.ResidualBps(uses.Key);
            if (link is not { Up: true } || available / uses.Count() < reservation.BandwidthBps)
            {
                return (this, new PathRejection
                {
                    Kind = link is { Up: true } ? PathRejectionKind.InsufficientBandwidth : PathRejectionKind.NoRoute,
                    BestAvailableBps = available / uses.Count(),
                    BottleneckLinkId = uses.Key,
                    Message = link is { Up: true }
                        ? $"Link {uses.Key} has {available} bit/s left, {reservation.Key} needs {reservation.BandwidthBps} bit/s {uses.Count()} time(s). Compute the path again: the network changed since."
                        : $"Link {uses.Key} of {reservation.Key} is down or gone. Compute the path again: the network changed since.",
                });
            }
            byLink = byLink.SetItem(uses.Key, byLink.GetValueOrDefault(uses.Key) + (reservation.BandwidthBps * uses.Count()));
        }
        return (new ResidualNetwork(Graph, without.reservations.SetItem(reservation.Key, reservation), byLink), null);
    }

    /// <summary>Gives back what a key holds; unchanged when it holds nothing.</summary>
    public ResidualNetwork Release(string key)
    {
        if (!reservations.TryGetValue(key, out var held))
        {
            return this;
        }
        var byLink = reservedByLink;
        foreach (var link in held.LinkIds)
        {
            var left = byLink.GetValueOrDefault(link) - held.BandwidthBps;
            byLink = left > 0 ? byLink.SetItem(link, left) : byLink.Remove(link);
        }
        return new ResidualNetwork(Graph, reservations.Remove(key), byLink);
    }

    /// <summary>The same reservations on a new snapshot of the topology.</summary>
    public ResidualNetwork WithGraph(NetworkGraph graph) => new(graph, reservations, reservedByLink);

    /// <summary>Restores reservations as they were stored, without asking whether they fit (they were promised before).</summary>
    public static ResidualNetwork Restore(NetworkGraph graph, IEnumerable<PathReservation> stored)
    {
        var held = ImmutableDictionary.CreateBuilder<string, PathReservation>(StringComparer.Ordinal);
        var byLink = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var reservation in stored)
        {
            held.Add(reservation.Key, reservation);
            foreach (var link in reservation.LinkIds)
            {
                byLink[link] = byLink.GetValueOrDefault(link) + reservation.BandwidthBps;
            }
        }
        return new ResidualNetwork(graph, held.ToImmutable(), byLink.ToImmutable());
    }
}
