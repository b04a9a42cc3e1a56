using NfvOrchestrator.Sdn.Onos.Rest;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>What one round of reads said about the network and our rules.</summary>
internal sealed record OnosSnapshot
{
    public required DateTimeOffset ReadAt { get; init; }

    public required IReadOnlyDictionary<string, OnosDevice> Devices { get; init; }

    public required IReadOnlyDictionary<ConnectPoint, OnosPort> Ports { get; init; }

    public required IReadOnlyDictionary<string, OnosLink> Links { get; init; }

    public required IReadOnlyList<OnosHost> Hosts { get; init; }

    /// <summary>Our rules by <see cref="RuleSpec.IdentityOf(OnosFlow)"/>.</summary>
    public required IReadOnlyDictionary<string, OnosFlow> Flows { get; init; }

    public required IReadOnlyDictionary<string, OnosIntent> Intents { get; init; }

    public bool Available(string device) => Devices.TryGetValue(device, out var d) && d.Available;

    public static async Task<OnosSnapshot> ReadAsync(OnosClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var devices = await client.DevicesAsync(cancellationToken);
        var ports = await client.PortsAsync(cancellationToken);
        var links = await client.LinksAsync(cancellationToken);
        var hosts = await client.HostsAsync(cancellationToken);
        // Rules before records are read: whatever rule is seen here has its record by then.
        var flows = await client.FlowsAsync(cancellationToken);
        var intents = await client.IntentsAsync(cancellationToken);
        return new OnosSnapshot
        {
            ReadAt = time.GetUtcNow(),
            Devices = devices.ToDictionary(d => d.Id, StringComparer.Ordinal),
            Ports = ports.GroupBy(p => new ConnectPoint(p.Device, p.Port)).ToDictionary(g => g.Key, g => g.First()),
            Links = links.GroupBy(LinkId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal),
            Hosts = hosts,
            Flows = flows.GroupBy(RuleSpec.IdentityOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal),
            Intents = intents.GroupBy(i => i.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal),
        };
    }

    public static string LinkId(OnosLink l) => NetworkLink.IdOf(new ConnectPoint(l.SrcDevice, l.SrcPort), new ConnectPoint(l.DstDevice, l.DstPort));
}
