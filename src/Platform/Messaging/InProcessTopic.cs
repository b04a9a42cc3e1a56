using System.Runtime.InteropServices;
using System.Text.Json;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// A topic of the in-process bus: a ring of the latest events and the groups that read it. What some group has not read is kept up to the capacity; of what all have read
/// only the latest few, for groups that come later: an event is some kilobytes, one with the samples of many hosts some ten, and a full ring of them would be most of the memory of a
/// small installation.
/// </summary>
internal sealed class InProcessTopic(string name, EventBusOptions options, Action<string, string, long> skipped)
{
    private readonly int capacity = options.RetainedEvents;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);
    private Entry[] ring = new Entry[Math.Min(options.RetainedEvents, 256)];
    private long next;
    private long oldest;
    private long bytes; // of the events in the ring
    private TaskCompletionSource? space;

    public string Name { get; } = name;

    /// <summary>Appends; or, while a group with members has not read the entry that would be overwritten, does not, and says what to wait for before trying again.</summary>
    public bool TryPublish(string key, CloudEvent cloudEvent, out Task wait)
    {
        lock (gate)
        {
            foreach (var group in groups.Values)
            {
                if (group.Members > 0 && next - group.Position >= capacity)
                {
                    wait = (space ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                    return false;
                }
            }
            Append(new Entry(key, cloudEvent, Size(cloudEvent)));
            foreach (var group in groups.Values)
            {
                Feed(group);
            }
            Forget();
            wait = Task.CompletedTask;
            return true;
        }
    }

    /// <summary>Adds a member to a group, which is made when it is new.</summary>
    public Group Join(string groupName, bool fromBeginning)
    {
        lock (gate)
        {
            if (!groups.TryGetValue(groupName, out var group))
            {
                groups.Add(groupName, group = new Group(groupName) { Position = fromBeginning ? Oldest : next });
            }
            group.Members++;
            Feed(group);
            return group;
        }
    }

    /// <summary>Removes a member; the group keeps its position.</summary>
    public void Leave(Group group)
    {
        lock (gate)
        {
            group.Members--;
            Wake();
        }
    }

    /// <summary>A member finished an event: there is room for another.</summary>
    public void Finished(Group group)
    {
        lock (gate)
        {
            Feed(group);
            Forget();
        }
    }

    private long Oldest => Math.Max(oldest, next - capacity);

    /// <summary>The data as text and as what the parser notes of it, three numbers a token; a guess that needs no look at each token.</summary>
    private static int Size(CloudEvent cloudEvent)
        => cloudEvent.Data.ValueKind == JsonValueKind.Undefined ? 0 : 2 * JsonMarshal.GetRawUtf8Value(cloudEvent.Data).Length;

    private void Forget()
    {
        var read = next;
        foreach (var group in groups.Values)
        {
            read = Math.Min(read, group.Position);
        }
        for (oldest = Oldest; oldest < read && (next - oldest > options.ReadEvents || bytes > options.ReadBytes); oldest++)
        {
            ref var slot = ref ring[oldest % ring.Length];
            bytes -= slot.Size;
            slot = default;
        }
    }

    private void Append(Entry entry)
    {
        if (next == ring.Length && ring.Length < capacity)
        {
            Array.Resize(ref ring, (int)Math.Min(capacity, ring.Length * 2L));
        }
        ref var slot = ref ring[next % ring.Length];
        bytes += entry.Size - slot.Size; // what a group without members did not read is overwritten
        slot = entry;
        next++;
    }

    private void Feed(Group group)
    {
        if (group.Members == 0)
        {
            return;
        }
        if (group.Position < Oldest)
        {
            skipped(Name, group.Name, Oldest - group.Position);
            group.Position = Oldest;
        }
        var before = group.Position;
        while (group.Position < next && group.Dispatcher.Count < options.MaxInFlight)
        {
            var entry = ring[group.Position % ring.Length];
            group.Position++;
            group.Dispatcher.Enqueue(entry.Key, entry);
        }
        if (group.Position != before)
        {
            Wake();
        }
    }

    private void Wake()
    {
        space?.TrySetResult();
        space = null;
    }

    /// <summary>An event with its key, and about how many bytes it has.</summary>
    public readonly record struct Entry(string Key, CloudEvent Event, int Size);

    /// <summary>A consumer group: how far it has read, and what its members are to do.</summary>
    public sealed class Group(string name)
    {
        public string Name { get; } = name;

        public KeyedDispatcher<Entry> Dispatcher { get; } = new();

        public long Position { get; set; }

        public int Members { get; set; }
    }
}
