namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// Keeps what is expensive to make and often the same, by a key over its content; shared by all threads, bounded by what its entries
/// cost together. What is in here is never changed.
/// </summary>
/// <param name="maxCost">The most that all entries cost together; one entry may cost a quarter of it.</param>
internal sealed class BoundedCache<T>(long maxCost)
    where T : class
{
    private readonly Dictionary<string, T> _entries = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _cost;

    public T? Find(string key)
    {
        lock (_lock)
        {
            return _entries.GetValueOrDefault(key);
        }
    }

    public void Keep(string key, T entry, long cost)
    {
        if (cost > maxCost / 4)
        {
            return;
        }

        lock (_lock)
        {
            // a process that meets more kinds of entries than fit starts again: what is in use comes back at once
            if (_cost + cost > maxCost)
            {
                _entries.Clear();
                _cost = 0;
            }

            if (_entries.TryAdd(key, entry))
            {
                _cost += cost;
            }
        }
    }
}
