using System.Collections.Concurrent;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>The background loops of this process, so that one health check can speak for all of them. A singleton.</summary>
public sealed class BackgroundLoopRegistry
{
    private readonly ConcurrentDictionary<string, BackgroundLoopState> loops = new(StringComparer.Ordinal);

    /// <summary>The state of a loop, made at first use.</summary>
    public BackgroundLoopState Get(string name) => loops.GetOrAdd(name, static n => new BackgroundLoopState(n));

    /// <summary>How all loops are doing, by name.</summary>
    public IReadOnlyList<BackgroundLoopReport> Reports()
        => [.. loops.Values.Select(static l => l.Report()).OrderBy(static r => r.Name, StringComparer.Ordinal)];
}
