using System.Collections.Concurrent;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Assurance.Tests.Service;

/// <summary>A bus that hands an event to the subscribers within the call that publishes it, so that a test knows when it was handled.</summary>
internal sealed class DirectBus : IEventBus
{
    private readonly ConcurrentDictionary<Guid, (string Topic, Func<string, CloudEvent, CancellationToken, Task> Handler)> handlers = new();

    public ConcurrentQueue<(string Topic, string Key, CloudEvent Event)> Published { get; } = new();

    public int Subscriptions => handlers.Count;

    /// <summary>Throws it at the next publication.</summary>
    public bool Broken { get; set; }

    public async Task PublishAsync(string topic, string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (Broken)
        {
            throw new EventBusException("The bus of this test is broken.");
        }
        Published.Enqueue((topic, key, cloudEvent));
        foreach (var (_, handler) in handlers.Values.Where(h => h.Topic == topic).ToList())
        {
            await handler(key, cloudEvent, cancellationToken);
        }
    }

    public Task<IAsyncDisposable> SubscribeAsync(string topic, string group, Func<string, CloudEvent, CancellationToken, Task> handler, EventSubscriptionOptions options, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        handlers[id] = (topic, handler);
        return Task.FromResult<IAsyncDisposable>(new Subscription(() => handlers.TryRemove(id, out _)));
    }

    private sealed class Subscription(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
