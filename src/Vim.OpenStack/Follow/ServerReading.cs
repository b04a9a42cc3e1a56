using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>Counters of a server at a moment, as Nova's diagnostics tell them; null where the hypervisor tells nothing. Pure.</summary>
internal sealed record ServerReading
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Virtual processors; zero: not told.</summary>
    public int Cpus { get; init; }

    /// <summary>Time that all of them have worked.</summary>
    public double? CpuNanoseconds { get; init; }

    /// <summary>Memory in use, of what the server has.</summary>
    public double? MemoryPercent { get; init; }

    /// <summary>Interfaces with what went over them.</summary>
    public IReadOnlyList<OsNicDetail> Interfaces { get; init; } = [];

    private double? Received => Interfaces.Count > 0 && Interfaces.All(static n => n.RxOctets is not null) ? Interfaces.Sum(static n => n.RxOctets!.Value) : null;

    private double? Sent => Interfaces.Count > 0 && Interfaces.All(static n => n.TxOctets is not null) ? Interfaces.Sum(static n => n.TxOctets!.Value) : null;

    /// <summary>Reads an answer.</summary>
    public static ServerReading Of(DiagnosticsAnswer told, DateTimeOffset now) => new()
    {
        At = now,
        Cpus = told.NumCpus ?? told.CpuDetails?.Count ?? 0,
        CpuNanoseconds = told.CpuDetails is { Count: > 0 } cpus && cpus.All(static c => c.Time is not null) ? cpus.Sum(static c => c.Time!.Value) : null,
        MemoryPercent = told.MemoryDetails is { Maximum: > 0, Used: { } used } memory ? Math.Min(100, used / memory.Maximum.Value * 100) : null,
        Interfaces = told.NicDetails ?? [],
    };

    /// <summary>The utilisation since an earlier reading. Counters that went back (a restart of the server) give none.</summary>
    public IEnumerable<(string Metric, string Unit, double Value)> Since(ServerReading? before)
    {
        if (MemoryPercent is { } memory)
        {
            yield return ("memory_utilization", "%", memory);
        }
        if (before is null || At <= before.At)
        {
            yield break;
        }
        var seconds = (At - before.At).TotalSeconds;
        if (CpuNanoseconds is { } cpu && before.CpuNanoseconds is { } cpuBefore && cpu >= cpuBefore && Cpus > 0)
        {
            yield return ("cpu_utilization", "%", Math.Min(100, (cpu - cpuBefore) / 1e9 / seconds / Cpus * 100));
        }
        if (BitsPerSecond(before.Received, Received, seconds) is { } received)
        {
            yield return ("incoming_bps", "bit/s", received);
        }
        if (BitsPerSecond(before.Sent, Sent, seconds) is { } sent)
        {
            yield return ("outgoing_bps", "bit/s", sent);
        }
    }

    /// <summary>The traffic of each interface, named by its MAC address, since an earlier reading.</summary>
    public IEnumerable<(string Mac, string Metric, double BitsPerSecond)> InterfacesSince(ServerReading? before)
    {
        if (before is null || At <= before.At)
        {
            yield break;
        }
        var seconds = (At - before.At).TotalSeconds;
        foreach (var nic in Interfaces)
        {
            if (nic.MacAddress is not { } mac || before.Interfaces.FirstOrDefault(n => n.MacAddress == mac) is not { } then)
            {
                continue;
            }
            if (BitsPerSecond(then.RxOctets, nic.RxOctets, seconds) is { } received)
            {
                yield return (mac, "port_incoming_bps", received);
            }
            if (BitsPerSecond(then.TxOctets, nic.TxOctets, seconds) is { } sent)
            {
                yield return (mac, "port_outgoing_bps", sent);
            }
        }
    }

    private static double? BitsPerSecond(double? before, double? now, double seconds) => now >= before ? (now - before) * 8 / seconds : null;
}
