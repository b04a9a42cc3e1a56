using System.Globalization;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>Rules: the controller's store and the switches' tables.</summary>
public sealed partial class SimNetwork
{
    private readonly Dictionary<(string Device, ulong Id), FlowRule> flows = [];
    private readonly HashSet<string> refusingDevices = new(StringComparer.Ordinal);
    private int failingPosts;

    /// <summary>New rules on this switch stay PENDING_ADD (true) until it accepts again (false).</summary>
    public void SetRefusing(string device, bool refusing)
    {
        lock (gate)
        {
            if (refusing)
            {
                refusingDevices.Add(device);
                return;
            }
            refusingDevices.Remove(device);
            foreach (var rule in flows.Values.Where(r => r.DeviceId == device))
            {
                rule.InSwitch = true;
            }
        }
    }

    /// <summary>The next <paramref name="count"/> requests that write rules are answered 503.</summary>
    public void FailNextPosts(int count) => Volatile.Write(ref failingPosts, count);

    /// <summary>Throws when a fault injected by <see cref="FailNextPosts"/> is due.</summary>
    public void ThrowIfFailing()
    {
        if (Volatile.Read(ref failingPosts) > 0 && Interlocked.Decrement(ref failingPosts) >= 0)
        {
            throw new OnosException(503, "Service org.onosproject.net.flow.FlowRuleService not found");
        }
    }

    /// <summary>The rules that a filter lets through, as the controller lists them.</summary>
    public JsonArray ListFlows(Func<FlowRule, string, bool> filter)
    {
        lock (gate)
        {
            Advance();
            return new JsonArray([.. flows.Values.Where(r => filter(r, StateOf(r))).Select(r => FlowCodec.Encode(r, StateOf(r), Now))]);
        }
    }

    /// <summary>Writes one rule (already checked to be of a device in path and body). Same match, priority and table: replaced.</summary>
    public FlowRule PutFlow(JsonObject body, string app)
    {
        lock (gate)
        {
            Advance();
            var rule = Decode(body, app);
            Store(rule, body, app);
            return rule;
        }
    }

    /// <summary>Writes all rules of a batch or none.</summary>
    public IReadOnlyList<FlowRule> PutFlows(IReadOnlyList<JsonObject> bodies, string app)
    {
        lock (gate)
        {
            Advance();
            var rules = bodies.Select(b => (Rule: Decode(b, app), Body: b)).ToList();
            foreach (var (rule, body) in rules)
            {
                Store(rule, body, app);
            }
            return [.. rules.Select(r => r.Rule)];
        }
    }

    /// <summary>Takes a rule out of store and switch; nothing when it is not there.</summary>
    public void DeleteFlow(string device, ulong id)
    {
        lock (gate)
        {
            Advance();
            if (flows.Remove((device, id)))
            {
                Record(new JsonObject { ["op"] = "unflow", ["device"] = device, ["id"] = id.ToString(CultureInfo.InvariantCulture) });
            }
        }
    }

    /// <summary>Takes all rules of an application out.</summary>
    public void DeleteFlowsOf(string app)
    {
        lock (gate)
        {
            foreach (var rule in flows.Values.Where(r => r.AppId == app).ToList())
            {
                DeleteFlow(rule.DeviceId, rule.Id);
            }
        }
    }

    /// <summary>What a restart of a single-node controller does: rules and intents are gone, from the switches too.</summary>
    public void Restart()
    {
        lock (gate)
        {
            flows.Clear();
            intents.Clear();
            foreach (var device in devices.Keys)
            {
                AddCoreRules(device);
            }
            Record(new JsonObject { ["op"] = "restart" });
            Touch();
        }
    }

    private void Store(FlowRule rule, JsonObject body, string app)
    {
        // A switch that is unknown or away: accepted and lost, as the real one does.
        if (!Available(rule.DeviceId))
        {
            return;
        }
        rule.InSwitch = !refusingDevices.Contains(rule.DeviceId) && PrerequisitesMet(rule);
        flows[(rule.DeviceId, rule.Id)] = rule;
        Record(new JsonObject { ["op"] = "flow", ["app"] = app, ["rule"] = body.DeepClone() });
    }

    // The switch, not the controller, checks that IP fields come with their ETH_TYPE.
    private static bool PrerequisitesMet(FlowRule rule)
    {
        var types = rule.Criteria.Select(c => c!["type"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        return types.Contains("ETH_TYPE") || !types.Any(t => t.StartsWith("IP", StringComparison.Ordinal) || t.Contains("TCP_", StringComparison.Ordinal) || t.Contains("UDP_", StringComparison.Ordinal));
    }

    private string StateOf(FlowRule rule) => rule.InSwitch && Now - rule.CreatedAt >= options.FlowPoll ? "ADDED" : "PENDING_ADD";

    private FlowRule Decode(JsonObject body, string app)
    {
        var priority = FlowCodec.Int(FlowCodec.Required(body, "priority", "FlowRule"));
        var permanent = FlowCodec.Required(body, "isPermanent", "FlowRule").ToString() == "true";
        if (!permanent && body["timeout"] is null)
        {
            throw new OnosException(400, "timeout member is required in FlowRule if the flow is temporary");
        }
        var device = FlowCodec.Required(body, "deviceId", "FlowRule").ToString();
        if (priority > 65535)
        {
            throw new OnosException(400, "Priority cannot be greater than 65535");
        }
        if (priority < 0)
        {
            throw new OnosException(400, "Priority cannot be less than 0");
        }
        return NewRule(app, device, priority, FlowCodec.Criteria(body), FlowCodec.Instructions(body), body["tableId"] is { } table ? FlowCodec.Int(table) : 0,
            permanent ? 0 : FlowCodec.Int(body["timeout"]));
    }

    private FlowRule NewRule(string app, string device, int priority, JsonArray criteria, JsonArray instructions, int table = 0, int timeout = 0)
    {
        var id = ((ulong)AppId(app) << 48) | Hash($"{device}|{priority}|{table}|{criteria.ToJsonString()}");
        flows.TryGetValue((device, id), out var before);
        return new FlowRule
        {
            Id = id,
            AppId = app,
            DeviceId = device,
            Priority = priority,
            TableId = table,
            Timeout = timeout,
            IsPermanent = timeout == 0,
            Criteria = criteria,
            Instructions = instructions,
            CreatedAt = before?.CreatedAt ?? Now,
            Packets = before?.Packets ?? 0,
            Bytes = before?.Bytes ?? 0,
        };
    }

    private void AddCoreRules(string device)
    {
        foreach (var ethType in (string[])["0x806", "0x88cc", "0x8942"])
        {
            JsonArray criteria = [(JsonNode)new JsonObject { ["type"] = "ETH_TYPE", ["ethType"] = ethType }];
            JsonArray instructions = [(JsonNode)new JsonObject { ["type"] = "OUTPUT", ["port"] = "CONTROLLER" }];
            var plain = NewRule("org.onosproject.core", device, 40000, criteria, instructions);
            flows[(device, plain.Id)] = new FlowRule
            {
                Id = plain.Id,
                AppId = plain.AppId,
                DeviceId = device,
                Priority = plain.Priority,
                Criteria = criteria,
                Instructions = instructions,
                CreatedAt = Now - options.FlowPoll,
                InSwitch = true,
                ClearDeferred = true,
            };
        }
    }
}
