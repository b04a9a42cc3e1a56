using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sdn.Onos.Registry;
using NfvOrchestrator.Sdn.Paths;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>
/// Route → rules. The first device classifies the traffic and pushes the path's VLAN, the devices between match in port and VLAN only, the last one pops it:
/// paths of different tenants never meet inside the network, and while a path moves every packet goes along one whole route, the old one or the new one.
/// </summary>
internal static class RuleCompiler
{
    // Below 40000, the priority of the controller's own rules for ARP and link discovery: a rule that matches a whole port must not swallow those.
    private const int PriorityFloor = 4096;
    private const int GenerationsPerBand = 128;

    public static IReadOnlyList<RuleSpec> Compile(PathRoute route)
    {
        var spec = route.Spec;
        if (spec.Mode != PathMode.FLOWS)
        {
            return [];
        }
        var rules = new List<RuleSpec>();
        Direction(rules, route, spec.Hops, spec.Selector, reverse: false);
        if (spec.Bidirectional)
        {
            Direction(rules, route, [.. spec.Hops.Reverse().Select(h => new PathHop(h.Device, h.OutPort, h.InPort))], spec.Selector.Reversed(), reverse: true);
        }
        return rules;
    }

    /// <summary>The priority of a generation: higher than the one before, within the band of the caller's priority.</summary>
    public static int Priority(int priority, int generation) => PriorityFloor + (priority * GenerationsPerBand) + (generation % GenerationsPerBand);

    /// <summary>The caller's selector as criteria, without the in port.</summary>
    public static List<JsonObject> Criteria(TrafficSelector s)
    {
        var list = new List<JsonObject>();
        var v6 = Family(s.SourcePrefix) == 6 || Family(s.DestinationPrefix) == 6;
        // A device refuses IP fields without the Ethernet type, and the controller does not check that.
        var ip = s.SourcePrefix is not null || s.DestinationPrefix is not null || s.Protocol is not null;
        if ((s.EthType ?? (ip ? v6 ? 0x86dd : 0x0800 : null)) is { } ethType)
        {
            list.Add(new JsonObject { ["type"] = "ETH_TYPE", ["ethType"] = $"0x{ethType:x4}" });
        }
        Add("VLAN_VID", "vlanId", s.Vlan);
        Add("IP_PROTO", "protocol", s.Protocol);
        AddText(v6 ? "IPV6_SRC" : "IPV4_SRC", Masked(s.SourcePrefix));
        AddText(v6 ? "IPV6_DST" : "IPV4_DST", Masked(s.DestinationPrefix));
        var (name, member) = s.Protocol switch { 6 => ("TCP", "tcpPort"), 17 => ("UDP", "udpPort"), _ => ("SCTP", "sctpPort") };
        Add($"{name}_SRC", member, s.SourcePort);
        Add($"{name}_DST", member, s.DestinationPort);
        return list;

        void Add(string type, string field, int? value)
        {
            if (value is { } number)
            {
                list.Add(new JsonObject { ["type"] = type, [field] = number });
            }
        }

        void AddText(string type, string? value)
        {
            if (value is not null)
            {
                list.Add(new JsonObject { ["type"] = type, ["ip"] = value });
            }
        }
    }

    private static void Direction(List<RuleSpec> rules, PathRoute route, IReadOnlyList<PathHop> hops, TrafficSelector selector, bool reverse)
    {
        for (var i = 0; i < hops.Count; i++)
        {
            var (first, last) = (i == 0, i == hops.Count - 1);
            var inPort = new JsonObject { ["type"] = "IN_PORT", ["port"] = int.Parse(hops[i].InPort, CultureInfo.InvariantCulture) };
            JsonArray criteria = first || route.Vlan is null
                ? [inPort, .. Criteria(selector)]
                : [inPort, new JsonObject { ["type"] = "VLAN_VID", ["vlanId"] = route.Vlan }];
            JsonArray instructions = [];
            if (route.Vlan is { } vlan && first)
            {
                instructions.Add((JsonNode)new JsonObject { ["type"] = "L2MODIFICATION", ["subtype"] = "VLAN_PUSH" });
                instructions.Add((JsonNode)new JsonObject { ["type"] = "L2MODIFICATION", ["subtype"] = "VLAN_ID", ["vlanId"] = vlan });
            }
            if (route.Vlan is not null && last)
            {
                instructions.Add((JsonNode)new JsonObject { ["type"] = "L2MODIFICATION", ["subtype"] = "VLAN_POP" });
            }
            instructions.Add((JsonNode)new JsonObject { ["type"] = "OUTPUT", ["port"] = hops[i].OutPort });
            rules.Add(new RuleSpec
            {
                Device = hops[i].Device,
                InPort = hops[i].InPort,
                OutPort = hops[i].OutPort,
                Priority = Priority(route.Spec.Priority, route.Generation),
                Reverse = reverse,
                Classifier = first,
                Criteria = criteria,
                Instructions = instructions,
            });
        }
    }

    private static int Family(string? prefix) => prefix is null ? 0 : prefix.Contains(':', StringComparison.Ordinal) ? 6 : 4;

    // The controller masks host bits away; so do we, or the rule would not be found again.
    private static string? Masked(string? prefix)
    {
        if (prefix is null)
        {
            return null;
        }
        var slash = prefix.IndexOf('/', StringComparison.Ordinal);
        var bytes = IPAddress.Parse(prefix[..slash]).GetAddressBytes();
        var length = int.Parse(prefix[(slash + 1)..], CultureInfo.InvariantCulture);
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }
        return $"{new IPAddress(bytes)}/{length.ToString(CultureInfo.InvariantCulture)}";
    }
}
