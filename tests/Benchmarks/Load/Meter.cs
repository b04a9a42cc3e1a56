using System.Diagnostics;

namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>Looks at this process once a second: resident memory, managed heap, collections, waiting work.</summary>
/// <remarks>Asked for what is alive, it collects everything every fifteen seconds: what is kept then is what the process needs, not what waits to be collected.</remarks>
internal sealed class Meter : IAsyncDisposable
{
    private const int AliveEvery = 15;

    private readonly bool alive;
    private readonly List<Sample> samples = [];
    private readonly PeriodicTimer timer = new(TimeSpan.FromSeconds(1));
    private readonly Task looking;

    public Meter(bool alive)
    {
        this.alive = alive;
        looking = LookAsync();
    }

    public IReadOnlyList<Sample> Samples => samples;

    private Sample Now()
    {
        using var process = Process.GetCurrentProcess();
        var full = alive && samples.Count % AliveEvery == 0;
        return new Sample(process.WorkingSet64, GC.GetTotalMemory(full), full, ThreadPool.ThreadCount, ThreadPool.PendingWorkItemCount);
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

    /// <param name="Alive">Everything was collected before the heap was looked at.</param>
    internal readonly record struct Sample(long Resident, long Heap, bool Alive, int Threads, long Waiting);
}
