using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace NfvOrchestrator.Benchmarks.OpenStack;

/// <summary>What the adapter of this process asked of OpenStack in a span of time, and what the process cost meanwhile.</summary>
internal sealed class CloudTraffic : IDisposable
{
    private readonly ConcurrentQueue<(string Name, TimeSpan Took)> requests = new();
    private readonly ActivityListener listener;
    private readonly TimeSpan processor = Environment.CpuUsage.TotalTime;

    public CloudTraffic()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "NfvOrchestrator.Vim.OpenStack",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => requests.Enqueue((activity.OperationName, activity.Duration)),
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Requests by service and method with the median of their times, and the processor time of this process.</summary>
    public string Tell(int servers)
    {
        var all = requests.ToArray();
        var kinds = all.GroupBy(static r => r.Name, StringComparer.Ordinal).OrderByDescending(static g => g.Count()).Select(static g =>
        {
            var times = g.Select(static r => r.Took.TotalMilliseconds).Order().ToArray();
            return string.Create(CultureInfo.InvariantCulture, $"{g.Key} {times.Length} (median {times[times.Length / 2]:0} ms)");
        });
        return string.Create(CultureInfo.InvariantCulture, $"{all.Length} requests, {(double)all.Length / servers:0.0} a server: {string.Join(", ", kinds)}; {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s of processor here");
    }

    public void Dispose() => listener.Dispose();
}
