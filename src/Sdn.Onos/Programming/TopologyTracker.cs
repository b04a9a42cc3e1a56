using System.Security.Cryptography;
using System.Text;
using NfvOrchestrator.Sdn.Events;
using NfvOrchestrator.Sdn.Onos.Rest;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>Remembers what the controller forgets: a lost link vanishes from its list, here it stays as DOWN. Used by one turn at a time.</summary>
internal sealed class TopologyTracker(OnosOptions options)
{
    private readonly Dictionary<string, (OnosLink Link, DateTimeOffset LastSeen, bool Up)> links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnosDevice> deviceInfo = new(StringComparer.Ordinal);

    /// <summary>Load of links by id, percent.</summary>
    public Dictionary<string, double> Utilization { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a snapshot in; returns what changed since the one before (type of event, id).</summary>
    public IReadOnlyList<(string Type, string Id)> Update(OnosSnapshot snapshot)
    {
        var changes = new List<(string, string)>();
        foreach (var device in snapshot.Devices.Values)
        {
            deviceInfo[device.Id] = device;
        }
        foreach (var id in deviceInfo.Keys)
        {
            var up = snapshot.Available(id);
            if (devices.TryGetValue(id, out var before) && before != up)
            {
                changes.Add((up ? SdnEventTypes.DeviceUp : SdnEventTypes.DeviceDown, id));
            }
            devices[id] = up;
        }
        foreach (var (id, link) in snapshot.Links)
        {
            if (links.TryGetValue(id, out var before) && !before.Up)
            {
                changes.Add((SdnEventTypes.LinkUp, id));
            }
            links[id] = (link, snapshot.ReadAt, true);
        }
        foreach (var (id, known) in links.Where(l => !snapshot.Links.ContainsKey(l.Key)).ToList())
        {
            if (known.Up)
            {
                changes.Add((SdnEventTypes.LinkDown, id));
                links[id] = known with { Up = false };
                Utilization.Remove(id);
            }
            else if (snapshot.ReadAt - known.LastSeen > options.KeepLostLinks)
            {
                links.Remove(id);
            }
        }
        return changes;
    }

    /// <summary>The topology in the contract's terms.</summary>
    public NetworkTopology Build(OnosSnapshot snapshot, IReadOnlyDictionary<string, long> reserved)
    {
        var devicesNow = deviceInfo.Values.OrderBy(d => d.Id, StringComparer.Ordinal).Select(d => new NetworkDevice { Id = d.Id, Name = d.Name, State = State(snapshot.Available(d.Id)) }).ToList();
        var linksNow = links.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => new NetworkLink
        {
            Id = l.Key,
            Src = new ConnectPoint(l.Value.Link.SrcDevice, l.Value.Link.SrcPort),
            Dst = new ConnectPoint(l.Value.Link.DstDevice, l.Value.Link.DstPort),
            CapacityBps = Capacity(snapshot, l.Value.Link),
            LatencyMicros = l.Value.Link.LatencyMicros,
            State = State(l.Value.Up),
            UtilizationPercent = Utilization.TryGetValue(l.Key, out var load) ? load : null,
            ReservedBps = reserved.GetValueOrDefault(l.Key),
        }).ToList();
        var attachments = Attachments(snapshot).OrderBy(a => a.Id, StringComparer.Ordinal).ToList();
        return new NetworkTopology
        {
            ControllerId = options.ControllerId,
            Version = Version(devicesNow, linksNow, attachments),
            ObservedAt = snapshot.ReadAt,
            Devices = devicesNow,
            Links = linksNow,
            Attachments = attachments,
        };
    }

    /// <summary>Capacity of a link: the slower of its two ports.</summary>
    public static long Capacity(OnosSnapshot snapshot, OnosLink link)
    {
        var ends = new[] { new ConnectPoint(link.SrcDevice, link.SrcPort), new ConnectPoint(link.DstDevice, link.DstPort) };
        return ends.Select(e => snapshot.Ports.TryGetValue(e, out var port) ? port.SpeedMbps : 0).Min() * 1_000_000;
    }

    private static NetworkState State(bool up) => up ? NetworkState.UP : NetworkState.DOWN;

    private IEnumerable<NetworkAttachment> Attachments(OnosSnapshot snapshot)
    {
        var trunk = links.Values.SelectMany(l => new[] { new ConnectPoint(l.Link.SrcDevice, l.Link.SrcPort), new ConnectPoint(l.Link.DstDevice, l.Link.DstPort) }).ToHashSet();
        foreach (var (at, port) in snapshot.Ports.Where(p => p.Key.Port.All(char.IsAsciiDigit) && !trunk.Contains(p.Key)))
        {
            var name = options.Attachments.GetValueOrDefault(at.ToString()) ?? (port.Name.Length > 0 ? port.Name : at.ToString());
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var pop = dot > 0 && dot < name.Length - 1;
            yield return new NetworkAttachment
            {
                Id = name,
                Kind = name.EndsWith("_sap", StringComparison.Ordinal) ? AttachmentKind.SAP : pop ? AttachmentKind.NFVI_POP : AttachmentKind.PORT,
                Location = at,
                State = State(port.Enabled && snapshot.Available(at.Device)),
                VimId = pop ? name[..dot] : null,
                Network = pop ? name[(dot + 1)..] : null,
            };
        }
        foreach (var host in snapshot.Hosts)
        {
            yield return new NetworkAttachment
            {
                Id = host.Id,
                Kind = AttachmentKind.HOST,
                Location = new ConnectPoint(host.Device, host.Port),
                State = State(snapshot.Available(host.Device)),
                Mac = host.Mac,
                IpAddresses = host.Ips,
            };
        }
    }

    private static string Version(IEnumerable<NetworkDevice> devices, IEnumerable<NetworkLink> links, IEnumerable<NetworkAttachment> attachments)
    {
        var text = new StringBuilder();
        text.AppendJoin(';', devices.Select(d => $"{d.Id}={d.State}")).AppendJoin(';', links.Select(l => $"{l.Id}={l.State},{l.CapacityBps},{l.LatencyMicros}")).AppendJoin(';', attachments.Select(a => $"{a.Id}@{a.Location}={a.State}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
