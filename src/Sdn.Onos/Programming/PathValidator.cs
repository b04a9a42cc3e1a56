using System.Globalization;
using System.Net;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>Everything that ONOS accepts with 201 and then silently does not do is refused here, before anything is stored.</summary>
internal static class PathValidator
{
    private const int MaxHops = 64;

    /// <summary>Form of the request: 400.</summary>
    public static void CheckForm(PathSpec spec)
    {
        Require(spec.Priority is >= 0 and <= PathSpec.MaxPriority, $"priority {spec.Priority} is not 0 to {PathSpec.MaxPriority}");
        Require(spec.BandwidthBps >= 0, "bandwidthBps is negative");
        Require(spec.Ingress != spec.Egress, $"ingress and egress are the same port {spec.Ingress}");
        Require(!string.IsNullOrWhiteSpace(spec.Tags.InstanceId), "tags.instanceId is empty");
        var s = spec.Selector;
        Require(s.Vlan is null or (>= 1 and <= 4094), "selector.vlan is not 1 to 4094");
        Require(s.EthType is null or (>= 0x0600 and <= 0xffff), "selector.ethType is not 0x0600 to 0xffff");
        Require((s.SourcePort is null && s.DestinationPort is null) || s.Protocol is 6 or 17 or 132, "selector ports need protocol 6, 17 or 132");
        foreach (var prefix in (string?[])[s.SourcePrefix, s.DestinationPrefix])
        {
            Require(prefix is null || IsPrefix(prefix), $"'{prefix}' is not an address with prefix length");
        }
        if (spec.Mode == PathMode.INTENT)
        {
            Require(spec.Hops.Count == 0, "hops are given, but in mode INTENT the controller chooses the route");
            return;
        }
        Require(spec.Hops.Count is >= 1 and <= MaxHops, $"{spec.Hops.Count} hops: a path has 1 to {MaxHops}");
        Require(spec.Hops.All(h => IsPort(h.InPort) && IsPort(h.OutPort)), "a hop has a port that is not a number");
        Require(spec.Hops[0].Device == spec.Ingress.Device && spec.Hops[0].InPort == spec.Ingress.Port, $"the first hop does not start at the ingress {spec.Ingress}");
        Require(spec.Hops[^1].Device == spec.Egress.Device && spec.Hops[^1].OutPort == spec.Egress.Port, $"the last hop does not end at the egress {spec.Egress}");
        Require(spec.Hops.Select(h => (h.Device, h.InPort)).Distinct().Count() == spec.Hops.Count, "the route enters a device twice through the same port: a loop");
    }

    /// <summary>Whether the network can carry it now: 422.</summary>
    public static void CheckNetwork(PathSpec spec, NetworkTopology topology)
    {
        var links = topology.Links.ToDictionary(l => l.Id, StringComparer.Ordinal);
        var devices = topology.Devices.ToDictionary(d => d.Id, StringComparer.Ordinal);
        foreach (var device in spec.Hops.Select(h => h.Device).Append(spec.Ingress.Device).Append(spec.Egress.Device))
        {
            Realisable(devices.TryGetValue(device, out var d), $"device {device} is unknown", topology);
            Realisable(d!.State == NetworkState.UP, $"device {device} is not connected to the controller", topology);
        }
        foreach (var id in RouteElements.Links(spec))
        {
            Realisable(links.TryGetValue(id, out var link), $"there is no link {id}", topology);
            Realisable(link!.State == NetworkState.UP, $"link {id} is down", topology);
        }
        foreach (var end in (ConnectPoint[])[spec.Ingress, spec.Egress])
        {
            Realisable(topology.Attachments.Any(a => a.Location == end && a.State == NetworkState.UP), $"port {end} is unknown, disabled or not an edge port", topology);
        }
        var latency = RouteElements.ForwardLinks(spec).Sum(l => links[l].LatencyMicros);
        Realisable(spec.MaxLatencyMicros is not { } bound || latency <= bound, string.Create(CultureInfo.InvariantCulture, $"the route takes {latency} µs, more than the bound of {spec.MaxLatencyMicros} µs"), topology);
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw SdnException.Of(400, "Path not well formed", $"The path was refused: {what}. Nothing was changed.");
        }
    }

    private static void Realisable(bool condition, string what, NetworkTopology topology)
    {
        if (!condition)
        {
            throw SdnException.Of(422, "Path not realisable", $"The path was refused: {what} (topology {topology.Version}). Nothing was changed; compute another route from the current topology.");
        }
    }

    private static bool IsPort(string port) => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0;

    private static bool IsPrefix(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IPAddress.TryParse(text.AsSpan(0, slash), out var address)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= address.GetAddressBytes().Length * 8;
    }
}
