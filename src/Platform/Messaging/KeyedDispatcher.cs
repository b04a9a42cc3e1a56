using System.Threading.Channels;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// Hands items to any number of workers such that items of one key are processed one at a time in the order they came, and keys take turns. An item stays at the head
/// of its key until a worker has finished it; a worker that is cancelled leaves it there for the next.
/// </summary>
internal sealed class KeyedDispatcher<T>
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private readonly Channel<Lane> ready = Channel.CreateUnbounded<Lane>(); // holds a lane at most once: bounded by what the feeder puts in
    private int count;

    /// <summary>Items waiting or being processed.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Adds an item behind those with the same key.</summary>
    public void Enqueue(string key, T item)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(key, out var lane))
            {
                lanes.Add(key, lane = new Lane(key));
            }
            lane.Items.AddLast(item);
            count++;
            MakeReady(lane);
        }
    }

    /// <summary>Drops waiting items that match; those being processed stay.</summary>
    public void Drop(Predicate<T> match)
    {
        lock (gate)
        {
            foreach (var lane in lanes.Values)
            {
                var node = lane.Busy ? lane.Items.First?.Next : lane.Items.First;
                while (node is not null)
                {
                    var next = node.Next;
                    if (match(node.Value))
                    {
                        lane.Items.Remove(node);
                        count--;
                    }
                    node = next;
                }
            }
        }
    }

    /// <summary>Works until cancelled. <paramref name="process"/> answers whether the item is finished; when not, or when it throws because of the cancellation, the item is kept.</summary>
    /// <param name="process">Processes one item.</param>
    /// <param name="finished">Called after a finished item has left the dispatcher.</param>
    /// <param name="cancellationToken">Ends the worker.</param>
    public async Task RunWorkerAsync(Func<T, CancellationToken, Task<bool>> process, Action<T> finished, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var lane = await ready.Reader.ReadAsync(cancellationToken);
                T item;
                lock (gate)
                {
                    lane.Queued = false;
                    if (lane.Items.First is not { } first)
                    {
                        lanes.Remove(lane.Key);
                        continue;
                    }
                    lane.Busy = true;
                    item = first.Value;
                }
                var done = false;
                try
                {
                    done = await process(item, cancellationToken);
                }
                finally
                {
                    lock (gate)
                    {
                        lane.Busy = false;
                        if (done)
                        {
                            lane.Items.RemoveFirst();
                            count--;
                        }
                        if (lane.Items.Count > 0)
                        {
                            MakeReady(lane);
                        }
                        else
                        {
                            lanes.Remove(lane.Key);
                        }
                    }
                }
                if (done)
                {
                    finished(item);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // the subscription ended
        }
    }

    private void MakeReady(Lane lane)
    {
        if (!lane.Busy && !lane.Queued)
        {
            lane.Queued = true;
            ready.Writer.TryWrite(lane);
        }
    }

    private sealed class Lane(string key)
    {
        public string Key { get; } = key;

        public LinkedList<T> Items { get; } = new();

        public bool Busy { get; set; }

        public bool Queued { get; set; }
    }
}
