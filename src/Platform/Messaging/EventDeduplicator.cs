namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// Remembers the latest event ids of each key, so that a handler can pass over redeliveries. Bounded: the oldest ids of a key and the longest unused keys go first.
/// In memory only; a handler whose effects must not double after a restart checks its own state.
/// </summary>
public sealed class EventDeduplicator(int idsPerKey = 256, int keys = 10_000)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Recent>> byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Recent> byUse = new();

    /// <summary>True the first time for an id, false again and again thereafter.</summary>
    public bool IsNew(string key, CloudEvent cloudEvent) => IsNew(key, cloudEvent.Source + "\n" + cloudEvent.Id);

    /// <summary>True the first time for an id, false again and again thereafter.</summary>
    public bool IsNew(string key, string eventId)
    {
        lock (gate)
        {
            if (byKey.TryGetValue(key, out var node))
            {
                byUse.Remove(node);
                byUse.AddLast(node);
            }
            else
            {
                if (byKey.Count >= keys && byUse.First is { } oldest)
                {
                    byUse.RemoveFirst();
                    byKey.Remove(oldest.Value.Key);
                }
                byKey[key] = node = byUse.AddLast(new Recent(key));
            }
            var recent = node.Value;
            if (!recent.Known.Add(eventId))
            {
                return false;
            }
            recent.Order.Enqueue(eventId);
            if (recent.Order.Count > idsPerKey)
            {
                recent.Known.Remove(recent.Order.Dequeue());
            }
            return true;
        }
    }

    private sealed class Recent(string key)
    {
        public string Key { get; } = key;

        public HashSet<string> Known { get; } = new(StringComparer.Ordinal);

        public Queue<string> Order { get; } = new();
    }
}
