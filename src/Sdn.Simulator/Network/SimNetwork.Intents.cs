using System.Globalization;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>Point-to-point intents: the controller picks a shortest path by hops, moves off broken links, and does not move back.</summary>
public sealed partial class SimNetwork
{
    private const string IntentAppId = "org.onosproject.net.intent";

    private static readonly string[] Constraints =
    [
        "BandwidthConstraint", "LatencyConstraint", "LinkTypeConstraint", "AnnotationConstraint", "ObstacleConstraint", "WaypointConstraint",
        "AsymmetricPathConstraint", "DomainConstraint", "NonDisruptiveConstraint", "MeteredConstraint", "TierConstraint",
    ];

    private readonly Dictionary<(string App, string Key), SimIntent> intents = [];
    private long nextIntent;

    /// <summary>The intents that can be read now.</summary>
    public IReadOnlyList<SimIntent> Intents()
    {
        lock (gate)
        {
            return [.. intents.Values.Select(Readable).OfType<SimIntent>()];
        }
    }

    /// <summary>The intent of a key as it can be read now; for numbers the intent without own key.</summary>
    public SimIntent? FindIntent(string app, string key)
    {
        lock (gate)
        {
            return intents.TryGetValue((app, KeyOf(key)), out var intent) ? Readable(intent) : null;
        }
    }

    /// <summary>Accepts or replaces an intent; installation follows.</summary>
    public SimIntent PutIntent(JsonObject body)
    {
        lock (gate)
        {
            Advance();
            var (app, normal) = Normalise(body);
            if (!appIds.ContainsKey(app))
            {
                throw new OnosException(404, "Application ID is not found");
            }
            var id = nextIntent;
            nextIntent += 3;
            var key = body["key"] is { } own ? KeyOf(own.ToString()) : $"0x{id:x}";
            var intent = new SimIntent { Id = id, App = app, Key = key, Body = normal, VisibleAt = Now + options.IntentDelay, Replaces = intents.GetValueOrDefault((app, key)) };
            if (normal.Count == 0)
            {
                return intent;
            }
            Record(new JsonObject { ["op"] = "intent", ["intent"] = body.DeepClone() });
            if (intent.Replaces is { } old)
            {
                RemoveRules(old);
                old.Replaces = null;
            }
            intents[(app, key)] = intent;
            Compile(intent);
            return intent;
        }
    }

    /// <summary>Withdraws an intent and takes its rules out, also when another intent shares them.</summary>
    public bool DeleteIntent(string app, string key)
    {
        lock (gate)
        {
            Advance();
            if (!intents.TryGetValue((app, KeyOf(key)), out var intent) || Readable(intent) is null)
            {
                return false;
            }
            RemoveRules(intent);
            intents.Remove((app, intent.Key));
            Record(new JsonObject { ["op"] = "unintent", ["app"] = app, ["key"] = key });
            return true;
        }
    }

    /// <summary>The intent as it is listed.</summary>
    public static JsonObject EncodeIntent(SimIntent intent, bool detail)
    {
        var o = new JsonObject
        {
            ["type"] = "PointToPointIntent",
            ["id"] = $"0x{intent.Id:x}",
            ["key"] = intent.Key,
            ["appId"] = intent.App,
            ["resources"] = new JsonArray(),
            ["state"] = intent.State,
        };
        if (detail)
        {
            foreach (var (name, value) in intent.Body)
            {
                o[name] = value?.DeepClone();
            }
        }
        return o;
    }

    private static string KeyOf(string key)
        => key.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && long.TryParse(key.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var n)
            ? $"0x{n:x}" : key;

    private SimIntent? Readable(SimIntent intent) => Now >= intent.VisibleAt ? intent : intent.Replaces;

    private static (string App, JsonObject Body) Normalise(JsonObject body)
    {
        var type = FlowCodec.Required(body, "type", "Intent").ToString();
        if (type != "PointToPointIntent")
        {
            throw new OnosException(400, $"Intent type {type} is not supported");
        }
        var app = FlowCodec.Required(body, "appId", "Intent").ToString();
        var priority = body["priority"] is { } p && !int.TryParse(p.ToString(), out _) ? -1 : body["priority"] is { } q ? FlowCodec.Int(q) : 100;
        if (priority is < 1 or > 65535)
        {
            throw new OnosException(400, "com.google.common.base.Preconditions.checkArgument(Preconditions.java:120)");
        }
        if (body["constraints"] is not null and not JsonArray)
        {
            throw new OnosException(500, "JSON cannot be null");
        }
        if (body["resourceGroup"] is { } group && !group.ToString().StartsWith("0x", StringComparison.Ordinal))
        {
            throw new OnosException(500, "String index out of range: -1");
        }
        var constraints = new JsonArray();
        foreach (var constraint in (body["constraints"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var name = FlowCodec.Required(constraint, "type", "Constraint").ToString();
            if (!Constraints.Contains(name, StringComparer.Ordinal))
            {
                throw new OnosException(400, $"Instruction type {name} is not supported");
            }
            constraints.Add(constraint.DeepClone());
        }
        var criteria = FlowCodec.Criteria(body);
        var instructions = FlowCodec.Instructions(body);
        if (body["ingressPoint"] is JsonObject { Count: 0 })
        {
            // Accepted, and never seen again: compiling it fails for ever in the background.
            return (app, []);
        }
        var ingress = Point(body, "ingressPoint");
        var egress = Point(body, "egressPoint");
        if (JsonNode.DeepEquals(ingress, egress))
        {
            throw new OnosException(400, $"ingress and egress should be different (ingress: {ingress["device"]}/{ingress["port"]}, egress: {egress["device"]}/{egress["port"]})");
        }
        return (app, new JsonObject
        {
            ["priority"] = priority,
            ["selector"] = new JsonObject { ["criteria"] = criteria },
            ["treatment"] = new JsonObject { ["instructions"] = instructions, ["deferred"] = new JsonArray() },
            ["constraints"] = constraints,
            ["ingressPoint"] = ingress,
            ["egressPoint"] = egress,
        });
    }

    private static JsonObject Point(JsonObject body, string name)
    {
        if (body[name] is not JsonObject point)
        {
            throw new OnosException(400, $"{name} member is required in Intent");
        }
        if (point["device"] is null || point["port"] is null)
        {
            throw new OnosException(500, "org.onosproject.codec.impl.ConnectPointCodec.decode(ConnectPointCodec.java:71)");
        }
        var port = point["port"]!.ToString();
        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new JsonObject { ["port"] = port, ["device"] = point["device"]!.ToString() }
            : throw new OnosException(400, $"Error parsing value: {port}");
    }

    private void Compile(SimIntent intent)
    {
        var (from, inPort) = End(intent, "ingressPoint");
        var (to, outPort) = End(intent, "egressPoint");
        var path = Available(from) && Available(to) ? from == to ? [] : ShortestPaths(from, to).FirstOrDefault() : null;
        if (path is null)
        {
            RemoveRules(intent);
            // An end that was there and is lost: CORRUPT; everything else that cannot be realised: FAILED.
            intent.State = intent.State != "FAILED" && !(Available(from) && Available(to)) ? "CORRUPT" : "FAILED";
            intent.Links = [];
            return;
        }
        RemoveRules(intent);
        var rules = new List<(string, ulong)>();
        var entry = inPort;
        for (var i = 0; i <= path.Count; i++)
        {
            var device = i == 0 ? from : path[i - 1].DstDevice;
            var exit = i == path.Count ? outPort : path[i].SrcPort;
            JsonArray criteria = [(JsonNode)new JsonObject { ["type"] = "IN_PORT", ["port"] = entry }, .. ((JsonArray)intent.Body["selector"]!["criteria"]!).Where(c => c!["type"]!.ToString() != "IN_PORT").Select(c => c!.DeepClone())];
            JsonArray instructions = [(JsonNode)new JsonObject { ["type"] = "OUTPUT", ["port"] = exit.ToString(CultureInfo.InvariantCulture) }];
            var rule = NewRule(IntentAppId, device, intent.Body["priority"]!.GetValue<int>(), criteria, instructions);
            rule.InSwitch = !refusingDevices.Contains(device) && PrerequisitesMet(rule);
            flows[(device, rule.Id)] = rule;
            rules.Add((device, rule.Id));
            entry = i < path.Count ? path[i].DstPort : entry;
        }
        intent.Rules = rules;
        intent.Links = path;
        intent.State = "INSTALLED";
    }

    private static (string Device, int Port) End(SimIntent intent, string name)
        => (intent.Body[name]!["device"]!.ToString(), FlowCodec.Int(intent.Body[name]!["port"]));

    private void RemoveRules(SimIntent intent)
    {
        foreach (var rule in intent.Rules)
        {
            flows.Remove(rule);
        }
        intent.Rules = [];
    }

    private void RecompileIntents()
    {
        var up = UpLinks().ToHashSet();
        foreach (var intent in intents.Values)
        {
            var ends = Available(End(intent, "ingressPoint").Device) && Available(End(intent, "egressPoint").Device);
            if (intent.State != "INSTALLED" || !ends || intent.Links.Any(l => !up.Contains(l)))
            {
                Compile(intent);
            }
        }
    }

    /// <summary>All equal-cost shortest paths between two switches over links that are up.</summary>
    public IReadOnlyList<IReadOnlyList<SimLink>> Paths(string from, string to)
    {
        lock (gate)
        {
            return [.. ShortestPaths(from, to)];
        }
    }

    private List<IReadOnlyList<SimLink>> ShortestPaths(string from, string to)
    {
        var found = new List<IReadOnlyList<SimLink>>();
        var links = UpLinks().ToLookup(l => l.SrcDevice, StringComparer.Ordinal);
        var distance = new Dictionary<string, int>(StringComparer.Ordinal) { [from] = 0 };
        var queue = new Queue<IReadOnlyList<SimLink>>();
        queue.Enqueue([]);
        while (queue.TryDequeue(out var path) && found.Count < 16)
        {
            var at = path.Count == 0 ? from : path[^1].DstDevice;
            if (at == to)
            {
                found.Add(path);
                continue;
            }
            foreach (var link in links[at])
            {
                if (!distance.TryGetValue(link.DstDevice, out var d) || d == path.Count + 1)
                {
                    distance[link.DstDevice] = path.Count + 1;
                    queue.Enqueue([.. path, link]);
                }
            }
        }
        return found;
    }
}
