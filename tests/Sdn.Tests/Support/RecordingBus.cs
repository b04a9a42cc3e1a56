using System.Collections.Concurrent;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Sdn.Tests.Support;

/// <summary>An event bus that remembers what was published.</summary>
internal sealed class RecordingBus : IEventBus
{
    public ConcurrentQueue<(string Topic, string Key, CloudEvent Event)> Published { get; } = new();

    public volatile bool Away;

    public Task PublishAsync(string topic, string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (Away)
        {
            throw new EventBusException("the bus is away");
        }
        Published.Enqueue((topic, key, cloudEvent));
        return Task.CompletedTask;
    }

    public Task<IAsyncDisposable> SubscribeAsync(string topic, string group, Func<string, CloudEvent, CancellationToken, Task> handler, EventSubscriptionOptions options, CancellationToken cancellationToken)
        => throw new NotSupportedException("the adapter only publishes");
}
