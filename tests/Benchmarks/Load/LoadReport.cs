using System.Diagnostics;
using System.Globalization;

namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>The figures of one run, for people and for docs/results.md.</summary>
internal sealed class LoadReport(LoadArguments arguments, IReadOnlyCollection<ServiceTimes> services)
{
    public required TimeSpan Took { get; init; }

    public required TimeSpan Cpu { get; init; }

    public TimeSpan? DatabaseCpu { get; init; }

    /// <summary>Share of the processors that the host of this virtual machine gave to others meanwhile.</summary>
    public required double StolenPercent { get; init; }

    public required IReadOnlyList<Meter.Sample> Samples { get; init; }

    /// <summary>What is alive after a full collection, in bytes, before and after.</summary>
    public required (long Before, long After) Live { get; init; }

    public required IReadOnlyList<int> Collections { get; init; }

    public required TimeSpan Paused { get; init; }

    public required long StoreBytes { get; init; }

    public required int OpenInStore { get; init; }

    public void Print(TextWriter to)
    {
        var accepted = services.Count(s => s.Accepted != 0);
        var completed = services.Where(s => s.Ended != 0 && s.Failure is null).ToList();
        var failed = services.Where(s => s.Failure is not null).ToList();
        Line(to, $"load: {arguments.Rate}/min for {arguments.Seconds} s, {(arguments.Postgres ? "PostgreSQL" : "SQLite")}, {arguments.HostCount} hosts{(arguments.Churn ? ", terminated and deleted again" : "")}");
        Line(to, $"  offered {services.Count}  accepted {accepted}  completed {completed.Count}  failed {failed.Count}  (the store says: {OpenInStore} operations not COMPLETED)  took {Took.TotalSeconds:0.0} s");
        Distribution(to, "deployment time  (202 of instantiate → COMPLETED)", completed.Where(s => s.Accepted != 0).Select(Deployment));
        Line(to, $"    p99 of each twelfth of the run: {string.Join(" ", Slices(completed).Select(s => s.ToString("0", CultureInfo.InvariantCulture)))}");
        Distribution(to, "from request     (instantiate sent → COMPLETED)", completed.Select(s => Stopwatch.GetElapsedTime(s.Sent, s.Ended).TotalMilliseconds));
        Distribution(to, "from when due    (create + instantiate → COMPLETED)", completed.Select(s => Stopwatch.GetElapsedTime(s.Due, s.Ended).TotalMilliseconds));
        var each = Cpu.TotalMilliseconds / Math.Max(1, services.Count);
        var database = DatabaseCpu is { } spent ? $"; PostgreSQL {spent.TotalSeconds:0.0} s" : "";
        Line(to, $"  CPU {Cpu.TotalSeconds:0.0} s with the generator, {each:0.0} ms a service{database}; load average {LoadAverage()} on {Environment.ProcessorCount} cores, of which the host took {StolenPercent:0.0} %");
        Line(to, $"  resident MiB {Along(s => s.Resident)}; heap MiB {Along(s => s.Heap)} (start, 25 %, 50 %, 75 %, end); alive after full collections {Live.Before / 1048576.0:0.0} → {Live.After / 1048576.0:0.0} MiB, {(Live.After - Live.Before) / 1024.0 / Math.Max(1, services.Count):0.0} KiB a service");
        if (Samples.Any(s => s.Alive))
        {
            Line(to, $"  alive every 15 s, MiB: {string.Join(" ", Samples.Where(s => s.Alive).Select(s => (s.Heap / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture)))}");
        }
        Line(to, $"  collections gen0 {Collections[0]} gen1 {Collections[1]} gen2 {Collections[2]}, paused {Paused.TotalMilliseconds:0} ms; threads at most {Samples.Max(s => s.Threads)}, waiting work items at most {Samples.Max(s => s.Waiting)}");
        Line(to, $"  store {StoreBytes / 1048576.0:0.0} MiB, {StoreBytes / 1024.0 / Math.Max(1, services.Count):0.0} KiB a service");
        foreach (var group in failed.GroupBy(s => s.Failure!.Length > 300 ? s.Failure[..300] : s.Failure, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Take(5))
        {
            Line(to, $"  failed {group.Count()}: {group.Key}");
        }
    }

    private static void Distribution(TextWriter to, string what, IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        Line(to, $"  {what,-52} ms p50 {At(sorted, 0.5),7:0}  p90 {At(sorted, 0.9),7:0}  p99 {At(sorted, 0.99),7:0}  max {At(sorted, 1),7:0}");
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];

    private static double Deployment(ServiceTimes service) => Math.Max(0, Stopwatch.GetElapsedTime(service.Accepted, service.Ended).TotalMilliseconds);

    /// <summary>The p99 of the deployment times of services due in each twelfth of the run: whether the tail is one moment or all the time.</summary>
    private static IEnumerable<double> Slices(IReadOnlyCollection<ServiceTimes> completed)
    {
        var inOrder = completed.Where(s => s.Accepted != 0).OrderBy(s => s.Due).ToArray();
        foreach (var slice in inOrder.Chunk(Math.Max(1, (inOrder.Length + 11) / 12)))
        {
            yield return At([.. slice.Select(Deployment).Order()], 0.99);
        }
    }

    private string Along(Func<Meter.Sample, long> what)
        => string.Join(" ", Enumerable.Range(0, 5).Select(q => (what(Samples[(Samples.Count - 1) * q / 4]) / 1048576).ToString(CultureInfo.InvariantCulture)));

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static void Line(TextWriter to, FormattableString text) => to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
