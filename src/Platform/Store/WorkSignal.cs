using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Store;

/// <summary>Tells listeners of this process in which queues something became claimable. The commit is done by then: no listener's bug may look like a failed commit.</summary>
internal static partial class WorkSignal
{
    public static void Raise(Action<string>? listeners, IReadOnlyCollection<string> queues, ILogger logger)
    {
        if (listeners is null || queues.Count == 0)
        {
            return;
        }
        foreach (var listener in Delegate.EnumerateInvocationList(listeners))
        {
            foreach (var queue in queues)
            {
                try
                {
                    listener(queue);
                }
                catch (Exception e)
                {
                    Log.ListenerFailed(logger, e, queue);
                }
            }
        }
    }

    /// <summary>The queues in which a batch may have made something claimable: new items, items given back, and what stood behind a completed item of an order key.</summary>
    public static HashSet<string> Woken(WriteBatch batch)
    {
        var queues = new HashSet<string>(StringComparer.Ordinal);
        foreach (var write in batch.Writes)
        {
            switch (write)
            {
                case StoreWrite.Enqueue w:
                    queues.Add(w.Item.Queue);
                    break;
                case StoreWrite.Reschedule w:
                    queues.Add(w.Claim.Item.Queue);
                    break;
                case StoreWrite.Complete { Claim.Item: { OrderKey: not null } item }:
                    queues.Add(item.Queue);
                    break;
                default:
                    break;
            }
        }
        return queues;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A listener of WorkEnqueued failed for queue {Queue}; the commit itself is done, workers find the item when they poll")]
        public static partial void ListenerFailed(ILogger logger, Exception exception, string queue);
    }
}
