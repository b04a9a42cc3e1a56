namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// Publish and subscribe over topics with per-key order. In-process or Kafka; one contract test-suite holds both to the same behaviour:
/// what was acknowledged is not lost, order per key is kept, duplicates are possible (at least once) and have the same event id.
/// </summary>
public interface IEventBus
{
    /// <summary>Publishes an event; completes when the bus has acknowledged it.</summary>
    /// <param name="topic">One of <see cref="NfvTopics"/>.</param>
    /// <param name="key">Instance id: events with the same key keep their order.</param>
    /// <param name="cloudEvent">The event.</param>
    /// <param name="cancellationToken">Gives up waiting; the event may still be delivered.</param>
    /// <exception cref="EventBusException">Not acknowledged in time; may be retried with the same event id.</exception>
    Task PublishAsync(string topic, string key, CloudEvent cloudEvent, CancellationToken cancellationToken);

    /// <summary>
    /// Handles events of a topic as a member of a consumer group until disposed. The handler is called for one event of a key at a time; the position is
    /// committed after it returned. A handler that throws is tried again with back-off and, after <see cref="EventSubscriptionOptions.MaxAttempts"/>, the event
    /// goes to the dead-letter topic <c>{topic}.dlq</c> with the reason.
    /// </summary>
    Task<IAsyncDisposable> SubscribeAsync(string topic, string group, Func<string, CloudEvent, CancellationToken, Task> handler, EventSubscriptionOptions options, CancellationToken cancellationToken);
}
