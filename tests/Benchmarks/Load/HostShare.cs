using System.Globalization;

namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>Processor time that a virtual machine did not get because its host gave it to others: with it a latency says more about the neighbours than about us.</summary>
internal readonly record struct HostShare(long Stolen, long All)
{
    /// <summary>Since the machine started; zero where <c>/proc/stat</c> cannot be read.</summary>
    public static HostShare Now()
    {
        if (!File.Exists("/proc/stat"))
        {
            return default;
        }
        // cpu user nice system idle iowait irq softirq steal …
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return new HostShare(fields[7], fields.Sum());
    }

    /// <summary>Share of the processors that was taken since then, in percent.</summary>
    public double PercentSince(HostShare before) => All == before.All ? 0 : 100.0 * (Stolen - before.Stolen) / (All - before.All);
}
