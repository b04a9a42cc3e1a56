using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>What Gnocchi collects of servers and hosts, in the units of the measurement catalogue. Members of a project see it, too, who are not told Nova's diagnostics.</summary>
internal sealed class GnocchiMetrics
{
    private const int MaxRemembered = 100_000;
    private readonly Dictionary<string, DateTimeOffset> told = new(StringComparer.Ordinal);

    /// <summary>Samples of servers by Nova's identifier: those whose measures are new. A server that Gnocchi knows and has nothing new of has an empty list.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<GnocchiSample>>> ServersAsync(OsAccount account, IReadOnlyList<OsServer> servers, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, IReadOnlyList<GnocchiSample>>(StringComparer.Ordinal);
        if (servers.Count == 0 || !await account.Cloud.HasAsync(OsService.Metric, cancellationToken))
        {
            return found;
        }
        var all = await Task.WhenAll(
            GnocchiMeasures.ReadAsync(account, "instance", "cpu", "id", ofProject: true, cancellationToken),
            GnocchiMeasures.ReadAsync(account, "instance", "memory.usage", "id", ofProject: true, cancellationToken),
            GnocchiMeasures.ReadAsync(account, "instance_network_interface", "network.incoming.bytes", "instance_id", ofProject: true, cancellationToken),
            GnocchiMeasures.ReadAsync(account, "instance_network_interface", "network.outgoing.bytes", "instance_id", ofProject: true, cancellationToken));
        foreach (var server in servers)
        {
            var measures = all.Select(m => m.GetValueOrDefault(server.Id) ?? []).ToArray();
            if (measures.All(static m => m.Count == 0))
            {
                continue;
            }
            var samples = new List<GnocchiSample>();
            // Nanoseconds of all processors.
            if (server.Flavor?.Vcpus is > 0 and var cpus && Rate(measures[0]) is { } used)
            {
                Add(samples, account, server.Id, "cpu_utilization", "%", used with { Value = Math.Min(100, used.Value / 1e9 / cpus * 100) });
            }
            // MiB.
            if (server.Flavor?.Ram is > 0 and var memory && measures[1] is [.., var last])
            {
                Add(samples, account, server.Id, "memory_utilization", "%", last with { Value = Math.Min(100, last.Value / memory * 100) });
            }
            // Bytes of all interfaces.
            if (Rate(measures[2]) is { } received)
            {
                Add(samples, account, server.Id, "incoming_bps", "bit/s", received with { Value = received.Value * 8 });
            }
            if (Rate(measures[3]) is { } sent)
            {
                Add(samples, account, server.Id, "outgoing_bps", "bit/s", sent with { Value = sent.Value * 8 });
            }
            found[server.Id] = samples;
        }
        return found;
    }

    /// <summary>Samples of interfaces by the name of their device on the host: those whose measures are new. Only where <see cref="ServersAsync"/> found something.</summary>
    /// <param name="account">Whose Gnocchi.</param>
    /// <param name="wanted">Whether a device is of interest; the others count as not told.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<GnocchiSample>>> InterfacesAsync(OsAccount account, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var all = await Task.WhenAll(
            GnocchiMeasures.ReadAsync(account, "instance_network_interface", "network.incoming.bytes", "name", ofProject: true, cancellationToken),
            GnocchiMeasures.ReadAsync(account, "instance_network_interface", "network.outgoing.bytes", "name", ofProject: true, cancellationToken));
        var found = new Dictionary<string, IReadOnlyList<GnocchiSample>>(StringComparer.Ordinal);
        foreach (var device in all.SelectMany(static m => m.Keys).Distinct(StringComparer.Ordinal).Where(wanted))
        {
            var samples = new List<GnocchiSample>();
            foreach (var (counters, metric) in all.Zip(["port_incoming_bps", "port_outgoing_bps"]))
            {
                if (Rate(counters.GetValueOrDefault(device) ?? []) is { } bytes)
                {
                    Add(samples, account, device, metric, "bit/s", bytes with { Value = bytes.Value * 8 });
                }
            }
            found[device] = samples;
        }
        return found;
    }

    /// <summary>Power that hosts draw now in W, by their name; empty where nobody collects it (the agent for IPMI, Ironic).</summary>
    public static async Task<IReadOnlyDictionary<string, double>> PowerAsync(OsAccount account, CancellationToken cancellationToken) =>
        await account.Cloud.HasAsync(OsService.Metric, cancellationToken)
            ? (await GnocchiMeasures.ReadAsync(account, "ipmi", "hardware.ipmi.node.power", "original_resource_id", ofProject: false, cancellationToken))
                .Where(static h => h.Value.Count > 0).ToDictionary(static h => h.Key, static h => h.Value[^1].Value, StringComparer.Ordinal)
            : new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Change a second between the last two measures of a counter; null when there are not two, or it began anew.</summary>
    internal static GnocchiMeasures.Measure? Rate(IReadOnlyList<GnocchiMeasures.Measure> counter) =>
        counter is [.., var before, var now] && now.At > before.At && now.Value >= before.Value ? now with { Value = (now.Value - before.Value) / (now.At - before.At).TotalSeconds } : null;

    private void Add(List<GnocchiSample> samples, OsAccount account, string of, string metric, string unit, GnocchiMeasures.Measure measure)
    {
        var key = $"{account.Owner}/{account.Id}/{of}/{metric}";
        if (told.TryGetValue(key, out var at) && at >= measure.At)
        {
            return;
        }
        if (told.Count >= MaxRemembered)
        {
            told.Clear(); // servers and interfaces long gone; a measure may be told twice
        }
        told[key] = measure.At;
        samples.Add(new GnocchiSample(metric, unit, measure.Value, measure.At));
    }
}
