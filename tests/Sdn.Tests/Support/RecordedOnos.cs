using System.Text.Json;
using NfvOrchestrator.Sdn.Simulator;

namespace NfvOrchestrator.Sdn.Tests.Support;

/// <summary>The recordings of a real controller, found beside the repository or named by <c>NFV_SHARED</c>.</summary>
internal static class RecordedOnos
{
    public static string? Folder { get; } = Find();

    /// <summary>The recorded network as a simulator topology.</summary>
    public static SimTopology Topology()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, "topology.json")));
        var root = document.RootElement;
        var ports = root.GetProperty("ports").EnumerateArray().Where(p => p.GetProperty("port").GetString() != "local")
            .ToLookup(p => p.GetProperty("element").GetString()!, p => new SimPort(int.Parse(p.GetProperty("port").GetString()!), p.GetProperty("annotations").GetProperty("portName").GetString()!, p.GetProperty("portSpeed").GetInt32(), p.GetProperty("annotations").GetProperty("portMac").GetString()), StringComparer.Ordinal);
        var local = root.GetProperty("ports").EnumerateArray().Where(p => p.GetProperty("port").GetString() == "local")
            .ToDictionary(p => p.GetProperty("element").GetString()!, p => p.GetProperty("annotations").GetProperty("portName").GetString(), StringComparer.Ordinal);
        var ends = root.GetProperty("links").EnumerateArray().Select(l => (Src: End(l.GetProperty("src")), Dst: End(l.GetProperty("dst"))));
        return new SimTopology
        {
            Devices = [.. root.GetProperty("devices").EnumerateArray().Select(d => d.GetProperty("id").GetString()!).Select(id => new SimDevice(id, null, [.. ports[id]], local[id]))],
            Cables = [.. ends.Where(l => string.CompareOrdinal(l.Src.Device, l.Dst.Device) < 0).Select(l => new SimCable(l.Src.Device, l.Src.Port, l.Dst.Device, l.Dst.Port, null))],
            Hosts = [.. root.GetProperty("hosts").EnumerateArray().Select(h => new SimHost(h.GetProperty("mac").GetString()!, h.GetProperty("ipAddresses")[0].GetString()!,
                h.GetProperty("locations")[0].GetProperty("elementId").GetString()!, int.Parse(h.GetProperty("locations")[0].GetProperty("port").GetString()!)))],
        };
    }

    private static (string Device, int Port) End(JsonElement e) => (e.GetProperty("device").GetString()!, int.Parse(e.GetProperty("port").GetString()!));

    private static string? Find()
    {
        var shared = Environment.GetEnvironmentVariable("NFV_SHARED");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); shared is null && at is not null; at = at.Parent)
        {
            shared = Directory.Exists(Path.Combine(at.FullName, "shared", "onos")) ? Path.Combine(at.FullName, "shared") : null;
        }
        return shared is not null && File.Exists(Path.Combine(shared, "onos", "recordings", "replay.jsonl")) ? Path.Combine(shared, "onos", "recordings") : null;
    }
}
