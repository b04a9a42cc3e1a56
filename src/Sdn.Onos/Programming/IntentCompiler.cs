using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sdn.Onos.Registry;
using NfvOrchestrator.Sdn.Onos.Rest;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>
/// Route → point-to-point intents, one per direction. Each generation has keys and a priority of its own: re-posting a key would take the working rules
/// away when the new intent fails, and two intents with equal match and priority share rules.
/// </summary>
internal static class IntentCompiler
{
    public static IReadOnlyList<(string Key, JsonObject Body)> Compile(PathRecord record, PathRoute route, string appId)
    {
        if (route.Spec.Mode != PathMode.INTENT)
        {
            return [];
        }
        // A text key: not empty, no 0x, not all digits, no slash.
        var stem = $"nfv-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{record.ControllerId}/{record.Tenant}/{record.Key}")))[..24]}-{route.Generation}";
        var forward = Intent($"{stem}-f", route, appId, route.Spec.Ingress, route.Spec.Egress, route.Spec.Selector);
        return route.Spec.Bidirectional
            ? [forward, Intent($"{stem}-r", route, appId, route.Spec.Egress, route.Spec.Ingress, route.Spec.Selector.Reversed())]
            : [forward];
    }

    /// <summary>Hop checks from the rules the controller made.</summary>
    public static IEnumerable<PathHopCheck> Checks(IEnumerable<OnosFlow> flows, bool reverse) => flows.Select(f => new PathHopCheck
    {
        Device = f.Device,
        InPort = f.Criteria.FirstOrDefault(c => c?["type"]?.ToString() == "IN_PORT")?["port"]?.ToString() ?? "",
        OutPort = f.Instructions.FirstOrDefault(i => i?["type"]?.ToString() == "OUTPUT")?["port"]?.ToString() ?? "",
        Reverse = reverse,
        FlowId = f.Id,
        State = f.State == "ADDED" ? HopRuleState.ADDED : HopRuleState.PENDING_ADD,
        Packets = f.Packets,
        Bytes = f.Bytes,
    });

    private static (string Key, JsonObject Body) Intent(string key, PathRoute route, string appId, ConnectPoint from, ConnectPoint to, TrafficSelector selector)
    {
        var constraints = new JsonArray();
        // Latency first: the controller searches with the first constraint as cost, the others only veto.
        if (route.Spec.MaxLatencyMicros is { } micros)
        {
            constraints.Add((JsonNode)new JsonObject { ["type"] = "LatencyConstraint", ["latencyMillis"] = micros / 1000.0 });
        }
        if (route.Spec.BandwidthBps > 0)
        {
            constraints.Add((JsonNode)new JsonObject { ["type"] = "BandwidthConstraint", ["bandwidth"] = (double)route.Spec.BandwidthBps });
        }
        return (key, new JsonObject
        {
            ["type"] = "PointToPointIntent",
            ["appId"] = appId,
            ["key"] = key,
            ["priority"] = RuleCompiler.Priority(route.Spec.Priority, route.Generation),
            ["selector"] = new JsonObject { ["criteria"] = new JsonArray([.. RuleCompiler.Criteria(selector)]) },
            ["treatment"] = new JsonObject { ["instructions"] = new JsonArray(), ["deferred"] = new JsonArray() },
            ["constraints"] = constraints,
            ["ingressPoint"] = new JsonObject { ["device"] = from.Device, ["port"] = from.Port },
            ["egressPoint"] = new JsonObject { ["device"] = to.Device, ["port"] = to.Port },
        });
    }
}
