namespace NfvOrchestrator.Placement.Network;

/// <summary>
/// An immutable snapshot of a network: devices and directed links, sorted by id, so that a search gives the same answer however the snapshot was listed.
/// Cheap to share between threads; a changed network is a new graph.
/// </summary>
public sealed class NetworkGraph
{
    private readonly Dictionary<string, int> deviceIndex;
    private readonly Dictionary<string, int> linkIndex;
    private readonly string[] devices;
    private readonly NetworkLink[] links;
    private readonly long[] reserved;

    private NetworkGraph(string[] devices, NetworkLink[] links, Dictionary<string, int> deviceIndex, Dictionary<string, int> linkIndex, Adjacency outgoing, Adjacency incoming, long[] reserved)
    {
        this.devices = devices;
        this.links = links;
        this.deviceIndex = deviceIndex;
        this.linkIndex = linkIndex;
        this.reserved = reserved;
        Outgoing = outgoing;
        Incoming = incoming;
    }

    /// <summary>The devices, ascending by id.</summary>
    public IReadOnlyList<string> Devices => devices;

    /// <summary>The links, ascending by id.</summary>
    public IReadOnlyList<NetworkLink> Links => links;

    internal Adjacency Outgoing { get; }

    internal Adjacency Incoming { get; }

    /// <summary>Builds a snapshot.</summary>
    /// <param name="devices">Device ids; the ends of links are added by themselves.</param>
    /// <param name="links">Directed links with distinct ids.</param>
    /// <exception cref="ArgumentException">Two links have one id, or a number of a link is negative.</exception>
    public static NetworkGraph Create(IEnumerable<string> devices, IEnumerable<NetworkLink> links)
    {
        var sortedLinks = links.OrderBy(l => l.Id, StringComparer.Ordinal).ToArray();
        var linkNumbers = new Dictionary<string, int>(sortedLinks.Length, StringComparer.Ordinal);
        for (var i = 0; i < sortedLinks.Length; i++)
        {
            var link = sortedLinks[i];
            if (link.CapacityBps < 0 || link.UsedBps < 0 || link.LatencyMicros < 0 || link.Cost < 0)
            {
                throw new ArgumentException($"Link {link.Id} has a negative capacity, use, latency or cost; a path search needs them not negative.", nameof(links));
            }
            if (!linkNumbers.TryAdd(link.Id, i))
            {
                throw new ArgumentException($"Two links have the id {link.Id}; each direction of a link needs an id of its own.", nameof(links));
            }
        }
        var names = new SortedSet<string>(devices, StringComparer.Ordinal);
        foreach (var link in sortedLinks)
        {
            names.Add(link.Source.DeviceId);
            names.Add(link.Target.DeviceId);
        }
        var sortedDevices = names.ToArray();
        var deviceNumbers = new Dictionary<string, int>(sortedDevices.Length, StringComparer.Ordinal);
        for (var i = 0; i < sortedDevices.Length; i++)
        {
            deviceNumbers.Add(sortedDevices[i], i);
        }
        var sources = Array.ConvertAll(sortedLinks, l => deviceNumbers[l.Source.DeviceId]);
        var targets = Array.ConvertAll(sortedLinks, l => deviceNumbers[l.Target.DeviceId]);
        return new NetworkGraph(sortedDevices, sortedLinks, deviceNumbers, linkNumbers,
            new Adjacency(sortedDevices.Length, sources, targets), new Adjacency(sortedDevices.Length, targets, sources), new long[sortedLinks.Length]);
    }

    /// <summary>The link with that id; null when there is none.</summary>
    public NetworkLink? FindLink(string id) => linkIndex.TryGetValue(id, out var i) ? links[i] : null;

    /// <summary>Whether a device is part of the snapshot.</summary>
    public bool HasDevice(string id) => deviceIndex.ContainsKey(id);

    /// <summary>Bit/s still to be had on a link: capacity less foreign use and our reservations, never below zero. Zero for an unknown link.</summary>
    public long ResidualBps(string linkId) => linkIndex.TryGetValue(linkId, out var i) ? ResidualBps(i) : 0;

    /// <summary>Share of the capacity of a link that is used or reserved, 0 to 1 (1 for a link without capacity, 0 for an unknown link).</summary>
    public double Utilisation(string linkId)
    {
        if (!linkIndex.TryGetValue(linkId, out var i))
        {
            return 0;
        }
        return links[i].CapacityBps == 0 ? 1 : 1 - ((double)ResidualBps(i) / links[i].CapacityBps);
    }

    internal long ResidualBps(int link) => Math.Max(0, links[link].CapacityBps - links[link].UsedBps - reserved[link]);

    internal int DeviceIndex(string id) => deviceIndex.GetValueOrDefault(id, -1);

    internal int LinkIndex(string id) => linkIndex.GetValueOrDefault(id, -1);

    internal NetworkLink LinkAt(int link) => links[link];

    /// <summary>The same network with other reservations; shares everything but the counters.</summary>
    internal NetworkGraph WithReserved(IEnumerable<KeyValuePair<string, long>> reservedByLink)
    {
        var counters = new long[links.Length];
        foreach (var (id, bps) in reservedByLink)
        {
            if (linkIndex.TryGetValue(id, out var i))
            {
                counters[i] = bps;
            }
        }
        return new NetworkGraph(devices, links, deviceIndex, linkIndex, Outgoing, Incoming, counters);
    }
}
