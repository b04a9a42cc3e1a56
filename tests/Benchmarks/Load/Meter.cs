using System.Diagnostics;

namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>Looks at this process once a second: resident memory, managed heap, collections, waiting work.</summary>
internal sealed class Meter : IAsyncDisposable
{
    private readonly List<Sample> samples = [];
    private readonly PeriodicTimer timer = new(TimeSpan.FromSeconds(1));
    private readonly Task looking;

    public Meter() => looking = LookAsync();

    public IReadOnlyList<Sample> Samples => samples;

    public static Sample Now()
    {
        using var process = Process.GetCurrentProcess();
        return new Sample(process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false), ThreadPool.ThreadCount, ThreadPool.PendingWorkItemCount);
    }

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await looking;
    }

    private async Task LookAsync()
    {
        do
        {
            samples.Add(Now());
        }
        while (await timer.WaitForNextTickAsync());
    }

    internal readonly record struct Sample(long Resident, long Heap, int Threads, long Waiting);
}
