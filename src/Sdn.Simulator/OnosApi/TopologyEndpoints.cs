using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sdn.Simulator.Network;

namespace NfvOrchestrator.Sdn.Simulator.OnosApi;

/// <summary>System, devices, ports, links, hosts, topology, paths, port statistics.</summary>
internal static class TopologyEndpoints
{
    public static void MapTopology(this RouteGroupBuilder onos)
    {
        onos.MapGet("/system", (SimNetwork n) => OnosAnswer.Json(System(n)));
        onos.MapGet("/cluster", (SimNetwork n) => OnosAnswer.Json(new JsonObject { ["nodes"] = new JsonArray(Node(n)) }));
        onos.MapGet("/devices", (SimNetwork n) => OnosAnswer.Json(new JsonObject { ["devices"] = new JsonArray([.. n.Devices.Select(d => Device(n, d))]) }));
        onos.MapGet("/devices/ports", (SimNetwork n) => OnosAnswer.Json(new JsonObject { ["ports"] = new JsonArray([.. n.Devices.SelectMany(d => Ports(n, d))]) }));
        onos.MapGet("/devices/{id}", (string id, SimNetwork n) => Find(n, id) is { } d ? OnosAnswer.Json(Device(n, d)) : OnosAnswer.DeviceUnknown());
        onos.MapGet("/devices/{id}/ports", (string id, SimNetwork n) => Find(n, id) is { } d ? OnosAnswer.Json(DeviceWithPorts(n, d)) : OnosAnswer.DeviceUnknown());
        onos.MapPost("/devices/{id}/portstate/{port}", PortStateAsync);
        onos.MapGet("/links", Links);
        onos.MapGet("/links/usestalelinkage", () => OnosAnswer.Json(new JsonObject { ["active"] = true }));
        onos.MapGet("/hosts", (SimNetwork n, SdnSimulatorOptions o) => OnosAnswer.Json(new JsonObject { ["hosts"] = new JsonArray([.. Hosts(n, o).Select(Host)]) }));
        onos.MapGet("/hosts/{mac}/{vlan}", (string mac, string vlan, SimNetwork n, SdnSimulatorOptions o) => OneHost($"{mac}/{vlan}", n, o));
        onos.MapGet("/hosts/{id}", (string id, SimNetwork n, SdnSimulatorOptions o) => OneHost(id, n, o));
        onos.MapGet("/topology", (SimNetwork n) => OnosAnswer.Json(new JsonObject
        {
            ["time"] = n.TopologyTime,
            ["devices"] = n.Devices.Count(d => n.IsAvailable(d.Id)),
            ["links"] = n.Links().Count,
            ["clusters"] = 1,
        }));
        onos.MapGet("/paths/{from}/{to}", Paths);
        foreach (var delta in (bool[])[false, true])
        {
            var root = delta ? "/statistics/delta/ports" : "/statistics/ports";
            onos.MapGet(root, (SimNetwork n) => OnosAnswer.Json(new JsonObject { ["statistics"] = new JsonArray([.. n.Devices.Select(d => Statistics(n, d.Id, delta))]) }));
            onos.MapGet(root + "/{id}", (string id, SimNetwork n) => OnosAnswer.Json(new JsonObject { ["statistics"] = new JsonArray(Statistics(n, Id(id), delta)) }));
        }
    }

    // Decoded once by the server already, except for the slash.
    internal static string Id(string raw) => raw.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    internal static JsonObject Link(SimLink l)
    {
        var link = new JsonObject { ["src"] = Point(l.SrcDevice, l.SrcPort), ["dst"] = Point(l.DstDevice, l.DstPort), ["type"] = "DIRECT", ["state"] = "ACTIVE" };
        if (l.LatencyMicros is { } micros)
        {
            // The annotation's unit is nanoseconds, as text.
            link["annotations"] = new JsonObject { ["latency"] = (micros * 1000).ToString(CultureInfo.InvariantCulture) };
        }
        return link;
    }

    private static JsonObject Point(string device, int port) => new() { ["port"] = port.ToString(CultureInfo.InvariantCulture), ["device"] = device };

    private static SimDevice? Find(SimNetwork n, string id) => n.Devices.FirstOrDefault(d => d.Id == Id(id));

    private static JsonObject System(SimNetwork n)
    {
        var used = GC.GetTotalMemory(false);
        return new JsonObject
        {
            ["node"] = "127.0.0.1",
            ["version"] = "2.7.0",
            ["clusterId"] = "default-lab",
            ["nodes"] = 1,
            ["devices"] = n.Devices.Count,
            ["links"] = n.Links().Count,
            ["hosts"] = 0,
            ["sccs"] = 1,
            ["flows"] = n.ListFlows((_, _) => true).Count,
            ["intents"] = n.Intents().Count,
            ["mem"] = new JsonObject { ["current"] = used, ["max"] = used, ["committed"] = used },
            ["threads"] = new JsonObject { ["live"] = 1, ["daemon"] = 1, ["peak"] = 1 },
        };
    }

    private static JsonObject Node(SimNetwork n) => new()
    {
        ["id"] = "127.0.0.1",
        ["ip"] = "127.0.0.1",
        ["tcpPort"] = 9876,
        ["status"] = "READY",
        ["lastUpdate"] = n.StartedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        ["humanReadableLastUpdate"] = Ago(n.Now - n.StartedAt),
    };

    private static JsonObject Device(SimNetwork n, SimDevice d)
    {
        var up = n.IsAvailable(d.Id);
        var since = n.ConnectedAt(d.Id);
        var annotations = new JsonObject
        {
            ["channelId"] = $"127.0.0.1:{49000 + Convert.ToInt32(d.Id[^4..], 16)}",
            ["datapathDescription"] = "None",
            ["managementAddress"] = "127.0.0.1",
            ["protocol"] = "OF_13",
        };
        if (d.Name is not null)
        {
            annotations["name"] = d.Name;
        }
        return new JsonObject
        {
            ["id"] = d.Id,
            ["type"] = "SWITCH",
            ["available"] = up,
            ["role"] = up ? "MASTER" : "NONE",
            ["mfr"] = "Nicira, Inc.",
            ["hw"] = "Open vSwitch",
            ["sw"] = "3.1.0",
            ["serial"] = "None",
            ["driver"] = "default",
            ["chassisId"] = Convert.ToInt64(d.Id[3..], 16).ToString("x", CultureInfo.InvariantCulture),
            ["lastUpdate"] = since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["humanReadableLastUpdate"] = (up ? "connected " : "disconnected ") + Ago(n.Now - since),
            ["annotations"] = annotations,
        };
    }

    private static string Ago(TimeSpan t) => t.TotalMinutes >= 1 ? $"{(int)t.TotalMinutes}m{t.Seconds}s ago" : $"{t.Seconds}s ago";

    private static JsonObject DeviceWithPorts(SimNetwork n, SimDevice d)
    {
        var device = Device(n, d);
        device["ports"] = new JsonArray([.. Ports(n, d)]);
        return device;
    }

    private static IEnumerable<JsonNode> Ports(SimNetwork n, SimDevice d)
    {
        yield return Port(d.Id, "local", false, 10_000, d.LocalName ?? $"br{d.Id[^2..]}", $"02:00:00:00:00:{d.Id[^2..]}");
        foreach (var port in d.Ports)
        {
            yield return Port(d.Id, port.Number.ToString(CultureInfo.InvariantCulture), n.IsPortUp(d.Id, port.Number), port.SpeedMbps, port.Name, port.Mac ?? $"02:01:00:00:{d.Id[^2..]}:{port.Number:x2}");
        }
    }

    private static JsonObject Port(string device, string port, bool up, int speed, string name, string mac) => new()
    {
        ["element"] = device,
        ["port"] = port,
        ["isEnabled"] = up,
        ["type"] = "copper",
        ["portSpeed"] = speed,
        ["annotations"] = new JsonObject { ["adminState"] = up ? "enabled" : "disabled", ["portMac"] = mac, ["portName"] = name },
    };

    private static Task<IResult> PortStateAsync(string id, string port, HttpRequest request, SimNetwork n) => OnosAnswer.TryAsync(async () =>
    {
        var body = await OnosAnswer.BodyAsync(request);
        if (body["enabled"] is null)
        {
            return OnosAnswer.Error(400, "Invalid JSON data");
        }
        return int.TryParse(port, out var number) && n.SetPort(Id(id), number, body["enabled"]!.ToString() == "true") ? OnosAnswer.Empty(200) : OnosAnswer.DeviceUnknown();
    });

    private static IResult Links(SimNetwork n, string? device, string? port, string? direction)
    {
        if (direction is not (null or "ALL" or "INGRESS" or "EGRESS"))
        {
            return OnosAnswer.Error(400, $"No enum constant org.onosproject.net.Direction.{direction}");
        }
        // A port without a device is ignored.
        bool At(string d, int p) => d == device && (port is null || port == p.ToString(CultureInfo.InvariantCulture));
        var links = n.Links().Where(l => device is null || (direction != "INGRESS" && At(l.SrcDevice, l.SrcPort)) || (direction != "EGRESS" && At(l.DstDevice, l.DstPort)));
        return OnosAnswer.Json(new JsonObject { ["links"] = new JsonArray([.. links.Select(Link)]) });
    }

    // Hosts of a lost switch vanish.
    private static IEnumerable<SimHost> Hosts(SimNetwork n, SdnSimulatorOptions o) => o.Topology.Hosts.Where(h => n.IsAvailable(h.Device));

    private static IResult OneHost(string raw, SimNetwork n, SdnSimulatorOptions o)
    {
        var id = Id(raw);
        if (id.Length < 19)
        {
            return OnosAnswer.Error(400, "Host ID must be at least 19 characters");
        }
        return Hosts(n, o).FirstOrDefault(h => $"{h.Mac}/None" == id) is { } host ? OnosAnswer.Json(Host(host)) : OnosAnswer.Error(404, "Host is not found");
    }

    private static JsonObject Host(SimHost h) => new()
    {
        ["id"] = $"{h.Mac}/None",
        ["mac"] = h.Mac,
        ["vlan"] = "None",
        ["innerVlan"] = "None",
        ["outerTpid"] = "0x0000",
        ["configured"] = false,
        ["suspended"] = false,
        ["ipAddresses"] = new JsonArray(h.Ip),
        ["locations"] = new JsonArray(new JsonObject { ["elementId"] = h.Device, ["port"] = h.Port.ToString(CultureInfo.InvariantCulture) }),
    };

    private static IResult Paths(string from, string to, SimNetwork n)
    {
        var (src, dst) = (Id(from), Id(to));
        if (src == dst)
        {
            return OnosAnswer.Error(400, "List of path links cannot be empty");
        }
        var paths = n.HasDevice(src) && n.HasDevice(dst) ? n.Paths(src, dst) : [];
        return OnosAnswer.Json(new JsonObject
        {
            ["paths"] = new JsonArray([.. paths.Select(p => new JsonObject { ["cost"] = (double)p.Count, ["links"] = new JsonArray([.. p.Select(Link)]) })]),
        });
    }

    private static JsonObject Statistics(SimNetwork n, string device, bool delta) => new() { ["device"] = device, ["ports"] = n.PortStatistics(device, delta) };
}
