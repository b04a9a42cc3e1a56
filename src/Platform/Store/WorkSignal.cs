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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A listener of WorkEnqueued failed for queue {Queue}; the commit itself is done, workers find the item when they poll")]
        public static partial void ListenerFailed(ILogger logger, Exception exception, string queue);
    }
}
