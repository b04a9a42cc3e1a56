using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>The data plane: packets walk the rules that are in the switches; configured loads make counters grow along the way they really take.</summary>
public sealed partial class SimNetwork
{
    private const int MaxHops = 64;
    private readonly Dictionary<(string Device, int Port), TrafficLoad> loads = [];
    private readonly Dictionary<(string Device, int Port), PortCounter> counters = [];
    private Dictionary<(string Device, int Port), PortCounter> intervalStartCounters = [];
    private Dictionary<(string Device, int Port), PortCounter> lastDelta = [];
    private DateTimeOffset lastAdvance;
    private DateTimeOffset statisticsStart;

    /// <summary>Sends a packet into a port and says where it comes out.</summary>
    public TraceResult Trace(string device, int port, Packet packet)
    {
        lock (gate)
        {
            return Walk(device, port, packet, null);
        }
    }

    /// <summary>Sets the constant load that enters at an edge port; 0 takes it away. Members: device, port, bps and packet fields as in the trace query.</summary>
    public void SetLoad(JsonObject load)
    {
        lock (gate)
        {
            Advance();
            var at = (load["device"]?.ToString() ?? "", FlowCodec.Int(load["port"]));
            var bps = load["bps"] is { } value ? double.Parse(value.ToString(), CultureInfo.InvariantCulture) : 0;
            Record(new JsonObject { ["op"] = "load", ["load"] = load.DeepClone() });
            if (bps <= 0)
            {
                loads.Remove(at);
                return;
            }
            loads[at] = new TrafficLoad(bps, PacketOf(name => load[name]?.ToString()));
        }
    }

    /// <summary>A packet from named text fields: ethType, vlan, src, dst, protocol, sport, dport.</summary>
    public static Packet PacketOf(Func<string, string?> field)
    {
        int? Int(string name) => field(name) is { Length: > 0 } text ? text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? Convert.ToInt32(text, 16) : int.Parse(text, CultureInfo.InvariantCulture) : null;
        IPAddress? Address(string name) => field(name) is { Length: > 0 } text ? IPAddress.Parse(text) : null;
        return new Packet
        {
            EthType = Int("ethType") ?? 0x0800,
            Vlans = Int("vlan") is { } vlan ? [vlan] : [],
            Source = Address("src"),
            Destination = Address("dst"),
            Protocol = Int("protocol"),
            SourcePort = Int("sport"),
            DestinationPort = Int("dport"),
        };
    }

    /// <summary>Port statistics of a switch: cumulative, or of the last whole interval.</summary>
    public JsonArray PortStatistics(string device, bool delta)
    {
        lock (gate)
        {
            Advance();
            var source = delta ? lastDelta : counters;
            var seconds = delta ? (int)options.StatisticsInterval.TotalSeconds : (int)(Now - StartedAt).TotalSeconds;
            var list = new JsonArray();
            if (!devices.TryGetValue(device, out var known))
            {
                return list;
            }
            foreach (var port in known.Ports)
            {
                source.TryGetValue((device, port.Number), out var counter);
                list.Add((JsonNode)new JsonObject
                {
                    ["port"] = port.Number,
                    ["packetsReceived"] = (long)(counter.Received / AveragePacket),
                    ["packetsSent"] = (long)(counter.Sent / AveragePacket),
                    ["bytesReceived"] = (long)counter.Received,
                    ["bytesSent"] = (long)counter.Sent,
                    ["packetsRxDropped"] = 0,
                    ["packetsTxDropped"] = 0,
                    ["packetsRxErrors"] = 0,
                    ["packetsTxErrors"] = 0,
                    ["durationSec"] = seconds,
                });
            }
            return list;
        }
    }

    private const double AveragePacket = 800;

    // Brings counters up to now. Called before every change, so that traffic is counted along the way it took at that time.
    private void Advance()
    {
        var now = Now;
        var interval = options.StatisticsInterval;
        if (now - statisticsStart > interval * 4)
        {
            // Long silence: the intervals before the last two are not looked at by anybody.
            var whole = (now - statisticsStart).Ticks / interval.Ticks;
            AdvanceTo(statisticsStart + (interval * (whole - 2)));
            statisticsStart += interval * (whole - 2);
            intervalStartCounters = new(counters);
        }
        while (now - statisticsStart >= interval)
        {
            AdvanceTo(statisticsStart + interval);
            lastDelta = counters.ToDictionary(c => c.Key, c => c.Value.Minus(intervalStartCounters.GetValueOrDefault(c.Key)));
            intervalStartCounters = new(counters);
            statisticsStart += interval;
        }
        AdvanceTo(now);
        foreach (var rule in flows.Values.Where(r => !r.IsPermanent && now - r.CreatedAt > TimeSpan.FromSeconds(r.Timeout)).ToList())
        {
            flows.Remove((rule.DeviceId, rule.Id));
        }
    }

    private void AdvanceTo(DateTimeOffset until)
    {
        var seconds = (until - lastAdvance).TotalSeconds;
        if (seconds <= 0)
        {
            return;
        }
        lastAdvance = until;
        foreach (var (at, load) in loads)
        {
            Walk(at.Device, at.Port, load.Packet, load.Bps * seconds / 8);
        }
    }

    private TraceResult Walk(string device, int port, Packet packet, double? bytes)
    {
        var exits = new List<string>();
        var steps = new List<TraceStep>();
        string? dropped = null;
        IReadOnlyList<int> vlans = packet.Vlans;
        var queue = new Queue<(string Device, int Port, Packet Packet)>();
        queue.Enqueue((device, port, packet));
        while (queue.TryDequeue(out var at))
        {
            if (!PortUp(at.Device, at.Port) && !cableAt.ContainsKey((at.Device, at.Port)))
            {
                dropped = $"port {at.Device}/{at.Port} is down or unknown";
                continue;
            }
            if (steps.Count >= MaxHops)
            {
                dropped = $"more than {MaxHops} hops: the rules make a loop";
                break;
            }
            Count(at.Device, at.Port, bytes, 0);
            var rule = flows.Values.Where(r => r.DeviceId == at.Device && r.InSwitch && r.TableId == 0 && r.Matches(at.Port, at.Packet)).MaxBy(r => r.Priority);
            if (rule is null)
            {
                dropped = $"no rule of {at.Device} matches what enters at port {at.Port} with VLAN tags [{string.Join(',', at.Packet.Vlans)}]";
                continue;
            }
            rule.Bytes += bytes ?? 0;
            rule.Packets += (bytes ?? 0) / AveragePacket;
            dropped = Apply(rule, at.Device, at.Port, at.Packet) ?? dropped;
        }
        return new TraceResult { Exits = exits, Steps = steps, Dropped = exits.Count > 0 ? null : dropped, Vlans = vlans };

        string? Apply(FlowRule rule, string here, int inPort, Packet p)
        {
            string? lost = $"rule {rule.IdText} of {here} sends it nowhere";
            foreach (var node in rule.Instructions)
            {
                var instruction = (JsonObject)node!;
                switch (instruction["subtype"]?.ToString() ?? instruction["type"]!.ToString())
                {
                    case "VLAN_PUSH": p = p with { Vlans = [0, .. p.Vlans] }; break;
                    case "VLAN_ID": p = p with { Vlans = [FlowCodec.Int(instruction["vlanId"]), .. p.Vlans.Skip(1)] }; break;
                    case "VLAN_POP": p = p with { Vlans = [.. p.Vlans.Skip(1)] }; break;
                    case "OUTPUT": lost = Output(rule, here, inPort, instruction["port"]!.ToString(), p); break;
                    default: break;
                }
            }
            return lost;
        }

        string? Output(FlowRule rule, string here, int inPort, string outText, Packet p)
        {
            if (!int.TryParse(outText, NumberStyles.None, CultureInfo.InvariantCulture, out var outPort))
            {
                return "sent to the controller";
            }
            steps.Add(new TraceStep(here, inPort, outPort, rule.IdText));
            if (!PortUp(here, outPort))
            {
                return $"port {here}/{outPort} is down";
            }
            Count(here, outPort, 0, bytes);
            if (cableAt.TryGetValue((here, outPort), out var cable))
            {
                var far = cable.DeviceA == here && cable.PortA == outPort ? (cable.DeviceB, cable.PortB) : (cable.DeviceA, cable.PortA);
                queue.Enqueue((far.Item1, far.Item2, p));
                return null;
            }
            exits.Add($"{here}/{outPort}");
            vlans = p.Vlans;
            return null;
        }
    }

    private void Count(string device, int port, double? received, double? sent)
    {
        if (received is > 0 || sent is > 0)
        {
            var before = counters.GetValueOrDefault((device, port));
            counters[(device, port)] = new PortCounter(before.Received + (received ?? 0), before.Sent + (sent ?? 0));
        }
    }

    private sealed record TrafficLoad(double Bps, Packet Packet);

    private readonly record struct PortCounter(double Received, double Sent)
    {
        public PortCounter Minus(PortCounter other) => new(Received - other.Received, Sent - other.Sent);
    }
}
