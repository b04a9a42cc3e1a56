using Confluent.Kafka;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// How far one assigned partition is finished. Keys are handled in parallel, so events finish out of order; committed is only the watermark below which everything is finished.
/// </summary>
internal sealed class KafkaPartition(TopicPartition partition)
{
    private readonly Lock gate = new();
    private readonly Queue<Item> order = new();
    private int running;
    private long watermark = -1;
    private long committed = -1;

    public TopicPartition Partition { get; } = partition;

    /// <summary>Set when the partition went to another member: what is still waiting is not ours to handle.</summary>
    public bool Revoked { get; set; }

    /// <summary>Handlers at work on events of this partition.</summary>
    public int Running => Volatile.Read(ref running);

    public Item Add(ConsumeResult<string, byte[]> result)
    {
        var item = new Item(this, result);
        lock (gate)
        {
            order.Enqueue(item);
        }
        return item;
    }

    public void Begin() => Interlocked.Increment(ref running);

    public void End() => Interlocked.Decrement(ref running);

    public void Finish(Item item)
    {
        lock (gate)
        {
            item.Finished = true;
            while (order.TryPeek(out var first) && first.Finished)
            {
                watermark = order.Dequeue().Result.Offset.Value + 1;
            }
        }
    }

    /// <summary>The position to commit; null when nothing new is finished.</summary>
    public TopicPartitionOffset? ToCommit()
    {
        lock (gate)
        {
            return watermark > committed ? new TopicPartitionOffset(Partition, watermark) : null;
        }
    }

    public void Committed(long offset)
    {
        lock (gate)
        {
            committed = Math.Max(committed, offset);
        }
    }

    /// <summary>A fetched message.</summary>
    internal sealed class Item(KafkaPartition owner, ConsumeResult<string, byte[]> result)
    {
        public KafkaPartition Owner { get; } = owner;

        public ConsumeResult<string, byte[]> Result { get; } = result;

        public bool Finished { get; set; }
    }
}
