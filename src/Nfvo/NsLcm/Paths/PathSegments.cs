using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Placement.Network;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;
using LifecyclePath = NfvOrchestrator.Lifecycle.Resources.PathSpec;
using PathHop = NfvOrchestrator.Sdn.Paths.PathHop;
using PathSpec = NfvOrchestrator.Sdn.Paths.PathSpec;

namespace NfvOrchestrator.Nfvo.NsLcm.Paths;

/// <summary>
/// A forwarding path of a network service as the stretches the network has to carry: between two points that belong to different functions traffic crosses the
/// network; between two points of one VNF it passes through the VNF. Pure.
/// </summary>
internal static class PathSegments
{
    /// <summary>The stretches of a path, in order.</summary>
    public static IReadOnlyList<(PathPointSpec From, PathPointSpec To)> Of(LifecyclePath spec)
        => [.. spec.Points.Zip(spec.Points.Skip(1)).Where(p => p.First.VnfKey is null || p.First.VnfKey != p.Second.VnfKey)];

    /// <summary>Key of a stretch at the SDN adapter.</summary>
    public static string KeyOf(string nsInstanceId, LifecyclePath spec, int index) => $"{nsInstanceId}.{spec.NfpId}.{index}";

    /// <summary>Computes a stretch on the network as it is now.</summary>
    /// <param name="topology">The network.</param>
    /// <param name="path">The path.</param>
    /// <param name="segment">The stretch of it.</param>
    /// <param name="vimId">The VIM whose attachments are meant.</param>
    /// <param name="tags">Whose it is.</param>
    /// <param name="present">The stretch as it is programmed now, if it is: the bandwidth it holds is free for its own successor.</param>
    /// <exception cref="PathImpossibleException">A point is not attached to the network, or no way has the bandwidth or delay.</exception>
    public static PathSpec Compute(NetworkTopology topology, LifecyclePath path, (PathPointSpec From, PathPointSpec To) segment, string vimId, PathTags tags, PathSpec? present = null)
    {
        var from = Attachment(topology, segment.From, vimId);
        var to = Attachment(topology, segment.To, vimId);
        var result = PathComputer.FindPath(Graph(topology, present), new PathRequest
        {
            From = new PortRef(from.Location.Device, from.Location.Port),
            To = new PortRef(to.Location.Device, to.Location.Port),
            BandwidthBps = path.BandwidthBps,
            MaxLatencyMicros = path.MaxLatencyMicros,
        });
        if (result.Path is not { } found)
        {
            throw new PathImpossibleException($"No way from '{from.Id}' to '{to.Id}' for the path '{path.NfpId}': {result.Rejection?.Message}");
        }
        return new PathSpec
        {
            Ingress = from.Location,
            Egress = to.Location,
            Hops = [.. found.Hops.Select(h => new PathHop(h.DeviceId, h.InPort, h.OutPort))],
            BandwidthBps = path.BandwidthBps,
            MaxLatencyMicros = path.MaxLatencyMicros,
            Tags = tags,
        };
    }

    private static NetworkAttachment Attachment(NetworkTopology topology, PathPointSpec point, string vimId)
    {
        var found = point.SapId is not null
            ? topology.Attachments.FirstOrDefault(a => a.Kind == AttachmentKind.SAP && a.Id == point.SapId)
            : topology.Attachments.FirstOrDefault(a => a.Kind == AttachmentKind.NFVI_POP && (a.VimId is null || a.VimId == vimId) && a.Network == point.CpdId)
                ?? topology.Attachments.FirstOrDefault(a => a.Kind == AttachmentKind.NFVI_POP && a.Network == point.CpdId);
        return found
            ?? throw new PathImpossibleException(
                $"The network of controller '{topology.ControllerId}' has no attachment for {(point.SapId is not null ? $"the SAP '{point.SapId}'" : $"the connection point '{point.CpdId}' of {point.VnfKey}")}; it has: {string.Join(", ", topology.Attachments.Select(a => a.Id).Take(20))}.");
    }

    private static NetworkGraph Graph(NetworkTopology topology, PathSpec? present) => NetworkGraph.Create(
        topology.Devices.Where(d => d.State == NetworkState.UP).Select(d => d.Id),
        topology.Links.Select(l => new Placement.Network.NetworkLink
        {
            Id = l.Id,
            Source = new PortRef(l.Src.Device, l.Src.Port),
            Target = new PortRef(l.Dst.Device, l.Dst.Port),
            CapacityBps = l.CapacityBps,
            UsedBps = Math.Max(0, l.ReservedBps - HeldBy(present, l)),
            LatencyMicros = l.LatencyMicros,
            Up = l.State == NetworkState.UP && IsUp(topology, l.Src.Device) && IsUp(topology, l.Dst.Device),
        }));

    private static long HeldBy(PathSpec? present, Sdn.Topologies.NetworkLink link) => present is null
        ? 0
        : present.BandwidthBps * present.Hops.Zip(present.Hops.Skip(1)).Count(h =>
            Joins(link, h.First.Device, h.First.OutPort, h.Second.Device, h.Second.InPort)
            || (present.Bidirectional && Joins(link, h.Second.Device, h.Second.InPort, h.First.Device, h.First.OutPort)));

    private static bool Joins(Sdn.Topologies.NetworkLink link, string from, string outPort, string to, string inPort)
        => link.Src.Device == from && link.Src.Port == outPort && link.Dst.Device == to && link.Dst.Port == inPort;

    private static bool IsUp(NetworkTopology topology, string device) => topology.Devices.Any(d => d.Id == device && d.State == NetworkState.UP);
}
