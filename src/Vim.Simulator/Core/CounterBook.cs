namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Counters per key; those of deleted keys are forgotten, the one whose last deletion is longest ago first.</summary>
internal sealed class CounterBook(int history)
{
    private readonly Dictionary<ResourceId, ResourceCounters> counters = [];
    private readonly Queue<(ResourceId Id, long Deleted)> gone = new();

    public ResourceCounters Totals { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Keys that are remembered, those of what is there included.</summary>
    public int Count => counters.Count;

    public ResourceCounters? Of(ResourceId id) => counters.GetValueOrDefault(id);

    public IEnumerable<KeyValuePair<ResourceId, ResourceCounters>> All => counters;

    public void Add(ResourceId id, int created = 0, int updated = 0, int deleted = 0, int actions = 0)
    {
        var now = counters.GetValueOrDefault(id) ?? new ResourceCounters(0, 0, 0, 0);
        counters[id] = Sum(now, created, updated, deleted, actions);
        Totals = Sum(Totals, created, updated, deleted, actions);
        if (deleted > 0) Remember(id);
    }

    public void Restore(ResourceId id, ResourceCounters stored, bool there)
    {
        var before = counters.GetValueOrDefault(id) ?? new ResourceCounters(0, 0, 0, 0);
        counters[id] = stored;
        Totals = Sum(Totals, stored.Created - before.Created, stored.Updated - before.Updated, stored.Deleted - before.Deleted, stored.Actions - before.Actions);
        if (!there) Remember(id);
    }

    private void Remember(ResourceId id)
    {
        gone.Enqueue((id, counters[id].Deleted));
        while (gone.Count > history)
        {
            var (oldest, deleted) = gone.Dequeue();
            // made or deleted again since: not the oldest any more, or not gone
            if (counters.TryGetValue(oldest, out var old) && old.Deleted == deleted && old.Created <= old.Deleted) counters.Remove(oldest);
        }
    }

    private static ResourceCounters Sum(ResourceCounters a, long created, long updated, long deleted, long actions) =>
        new(a.Created + created, a.Updated + updated, a.Deleted + deleted, a.Actions + actions);
}
