using System.Collections.Concurrent;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>An event bus that is away until it is told to be there: it refuses at once, or does not answer.</summary>
internal sealed class AwayBus(bool refuses) : IEventBus
{
    private readonly TaskCompletionSource back = new();
    private readonly ConcurrentQueue<(string Key, CloudEvent Event)> taken = new();
    private int asked;

    /// <summary>How often something was to be published.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>What it took, in order.</summary>
    public IReadOnlyCollection<(string Key, CloudEvent Event)> Taken => taken;

    public void ComeBack() => back.SetResult();

    public async Task PublishAsync(string topic, string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref asked);
        if (refuses && !back.Task.IsCompleted)
        {
            throw new EventBusException("The broker is away.");
        }
        await back.Task.WaitAsync(cancellationToken);
        taken.Enqueue((key, cloudEvent));
    }

    public Task<IAsyncDisposable> SubscribeAsync(string topic, string group, Func<string, CloudEvent, CancellationToken, Task> handler, EventSubscriptionOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nobody listens to this bus.");
}
