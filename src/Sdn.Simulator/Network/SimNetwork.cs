using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>
/// The controller's view and the switches behind it: topology with failures, rules, intents, traffic. All members take one lock; a lab network is small.
/// </summary>
public sealed partial class SimNetwork : IDisposable
{
    private readonly Lock gate = new();
    private readonly SdnSimulatorOptions options;
    private readonly TimeProvider time;
    private readonly Dictionary<string, SimDevice> devices;
    private readonly Dictionary<(string Device, int Port), SimCable> cableAt = [];
    private readonly HashSet<string> lostDevices = new(StringComparer.Ordinal);
    private readonly HashSet<(string Device, int Port)> disabledPorts = [];
    private readonly HashSet<SimCable> cutCables = [];
    private readonly Dictionary<string, int> appIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> connectedAt = new(StringComparer.Ordinal);
    private readonly Journal? journal;
    private readonly bool replaying;
    private long topologyTime;

    /// <summary>Builds the network and, with a data file, brings it to the state it had.</summary>
    public SimNetwork(SdnSimulatorOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        StartedAt = time.GetUtcNow();
        devices = options.Topology.Devices.ToDictionary(d => d.Id, StringComparer.Ordinal);
        foreach (var cable in options.Topology.Cables)
        {
            cableAt[(cable.DeviceA, cable.PortA)] = cable;
            cableAt[(cable.DeviceB, cable.PortB)] = cable;
        }
        AppId("org.onosproject.core");
        AppId(IntentAppId);
        foreach (var device in devices.Keys)
        {
            connectedAt[device] = StartedAt;
            AddCoreRules(device);
        }
        lastAdvance = StartedAt;
        statisticsStart = StartedAt;
        Touch();
        if (options.DataFile is { } path)
        {
            replaying = true;
            journal = new Journal(path, Replay);
            replaying = false;
        }
    }

    /// <summary>When this process started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Grows with each change of the topology (ns).</summary>
    public long TopologyTime => Volatile.Read(ref topologyTime);

    /// <summary>The switches.</summary>
    public IReadOnlyCollection<SimDevice> Devices => devices.Values;

    /// <summary>The clock.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>When a switch last connected or was lost.</summary>
    public DateTimeOffset ConnectedAt(string device)
    {
        lock (gate)
        {
            return connectedAt[device];
        }
    }

    /// <summary>Whether the id is one of this network's.</summary>
    public bool HasDevice(string id) => devices.ContainsKey(id);

    /// <summary>Whether the controller reaches the switch.</summary>
    public bool IsAvailable(string device)
    {
        lock (gate)
        {
            return Available(device);
        }
    }

    /// <summary>Whether a port is up: enabled, switch reachable, cable not cut.</summary>
    public bool IsPortUp(string device, int port)
    {
        lock (gate)
        {
            return PortUp(device, port);
        }
    }

    /// <summary>The directed links that are up.</summary>
    public IReadOnlyList<SimLink> Links()
    {
        lock (gate)
        {
            return [.. UpLinks()];
        }
    }

    /// <summary>The number of an application name; known from then on.</summary>
    public int RegisterApp(string name)
    {
        lock (gate)
        {
            if (!appIds.ContainsKey(name))
            {
                Record(new JsonObject { ["op"] = "app", ["name"] = name });
            }
            return AppId(name);
        }
    }

    /// <summary>The number of an application name, null when never used.</summary>
    public int? FindApp(string name)
    {
        lock (gate)
        {
            return appIds.TryGetValue(name, out var id) ? id : null;
        }
    }

    /// <summary>Loses or regains a switch.</summary>
    public bool SetDevice(string id, bool up) => Change(() => devices.ContainsKey(id) && (up ? lostDevices.Remove(id) : lostDevices.Add(id)) is var changed
        && Note(new JsonObject { ["op"] = "device", ["id"] = id, ["up"] = up }, changed, () => connectedAt[id] = Now), devices.ContainsKey(id));

    /// <summary>Enables or disables a port administratively.</summary>
    public bool SetPort(string device, int port, bool up)
    {
        var known = devices.TryGetValue(device, out var d) && d.Ports.Any(p => p.Number == port);
        return Change(() => Note(new JsonObject { ["op"] = "port", ["device"] = device, ["port"] = port, ["up"] = up }, up ? disabledPorts.Remove((device, port)) : disabledPorts.Add((device, port)), null), known);
    }

    /// <summary>Cuts or mends the cable at a port: both directions.</summary>
    public bool SetCable(string device, int port, bool up)
    {
        var known = cableAt.TryGetValue((device, port), out var cable);
        return Change(() => Note(new JsonObject { ["op"] = "cable", ["device"] = device, ["port"] = port, ["up"] = up }, up ? cutCables.Remove(cable!) : cutCables.Add(cable!), null), known);
    }

    /// <inheritdoc/>
    public void Dispose() => journal?.Dispose();

    private bool Available(string device) => devices.ContainsKey(device) && !lostDevices.Contains(device);

    private bool PortUp(string device, int port)
        => Available(device) && !disabledPorts.Contains((device, port)) && (!cableAt.TryGetValue((device, port), out var cable) || CableUp(cable));

    // A disabled end takes the carrier from the other end too.
    private bool CableUp(SimCable cable)
        => !cutCables.Contains(cable) && !disabledPorts.Contains((cable.DeviceA, cable.PortA)) && !disabledPorts.Contains((cable.DeviceB, cable.PortB));

    private IEnumerable<SimLink> UpLinks()
    {
        foreach (var cable in options.Topology.Cables)
        {
            if (CableUp(cable) && Available(cable.DeviceA) && Available(cable.DeviceB))
            {
                yield return new SimLink(cable.DeviceA, cable.PortA, cable.DeviceB, cable.PortB, cable.LatencyMicros);
                yield return new SimLink(cable.DeviceB, cable.PortB, cable.DeviceA, cable.PortA, cable.LatencyMicros);
            }
        }
    }

    private bool Change(Func<bool> change, bool known)
    {
        if (!known)
        {
            return false;
        }
        lock (gate)
        {
            Advance();
            change();
            Touch();
            RecompileIntents();
            return true;
        }
    }

    private bool Note(JsonObject record, bool changed, Action? then)
    {
        if (changed)
        {
            Record(record);
            then?.Invoke();
        }
        return changed;
    }

    private void Touch() => Volatile.Write(ref topologyTime, Math.Max(topologyTime + 1, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100));

    private int AppId(string name)
    {
        if (!appIds.TryGetValue(name, out var id))
        {
            id = appIds.Count + 1;
            appIds[name] = id;
        }
        return id;
    }

    private void Record(JsonObject change)
    {
        if (!replaying)
        {
            journal?.Append(change);
        }
    }

    private void Replay(JsonObject line)
    {
        string Text(string name) => line[name]?.ToString() ?? "";
        var up = line["up"]?.GetValue<bool>() ?? false;
        switch (Text("op"))
        {
            case "app": RegisterApp(Text("name")); break;
            case "device": SetDevice(Text("id"), up); break;
            case "port": SetPort(Text("device"), FlowCodec.Int(line["port"]), up); break;
            case "cable": SetCable(Text("device"), FlowCodec.Int(line["port"]), up); break;
            case "flow": PutFlow((JsonObject)line["rule"]!, Text("app")); break;
            case "unflow": DeleteFlow(Text("device"), ulong.Parse(Text("id"), CultureInfo.InvariantCulture)); break;
            case "intent": PutIntent((JsonObject)line["intent"]!); break;
            case "unintent": DeleteIntent(Text("app"), Text("key")); break;
            case "load": SetLoad((JsonObject)line["load"]!); break;
            case "restart": Restart(); break;
            default: break;
        }
    }

    private static uint Hash(string text)
    {
        // FNV-1a: stable over processes, which string.GetHashCode is not.
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 16777619u;
        }
        return hash;
    }
}
