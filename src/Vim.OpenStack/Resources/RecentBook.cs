using System.Collections.Concurrent;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// What was there a moment ago, so that many who need the same ask for it once (those that come at the same moment each, unless they wait for each other). What went meanwhile OpenStack refuses by name: the
/// book may be wrong for as long as it believes.
/// </summary>
internal sealed class RecentBook<T>(TimeProvider time)
    where T : class
{
    private const int MaxKnown = 1000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (T Value, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>What was seen lately; null: ask OpenStack.</summary>
    public T? Find(string key) => known.TryGetValue(key, out var seen) && time.GetUtcNow() - seen.At < Fresh ? seen.Value : null;

    /// <summary>Remembers that it is there.</summary>
    public T Keep(string key, T value)
    {
        if (known.Count >= MaxKnown)
        {
            known.Clear();
        }
        known[key] = (value, time.GetUtcNow());
        return value;
    }

    /// <summary>It is gone, or about to go.</summary>
    public void Forget(string key) => known.TryRemove(key, out _);
}
