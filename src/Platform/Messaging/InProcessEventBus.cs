using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// The bus of one process: a retained ring per topic, a position per consumer group, keys in order. It keeps the promises of <see cref="IEventBus"/> as long as the process
/// lives; what must survive a crash is published from the store's outbox. Publishers wait when a group falls behind by the whole ring.
/// </summary>
public sealed partial class InProcessEventBus(EventBusOptions options, TimeProvider clock, ILogger<InProcessEventBus> logger) : IEventBus, IAsyncDisposable
{
    private const int TopicLimit = 256;
    private readonly EventBusOptions settings = options;
    private readonly ConcurrentDictionary<string, InProcessTopic> topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Subscription, byte> subscriptions = new();
    private volatile bool disposed;

    /// <inheritdoc/>
    public async Task PublishAsync(string topic, string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        // The caller may dispose of the JsonDocument behind Data as soon as we return.
        var stored = cloudEvent with { Data = cloudEvent.Data.Clone(), Traceparent = cloudEvent.Traceparent ?? Activity.Current?.Id };
        var target = Topic(topic);
        var began = clock.GetTimestamp();
        while (!target.TryPublish(key, stored, out var space))
        {
            var left = settings.PublishTimeout - clock.GetElapsedTime(began);
            try
            {
                await space.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, cancellationToken);
            }
            catch (TimeoutException e)
            {
                throw new EventBusException(
                    $"Event {cloudEvent.Id} was not taken by topic {topic} within {settings.PublishTimeout.TotalSeconds:0} s: a consumer group is {settings.RetainedEvents} events behind. It may be published again with the same id; look at the handler of that group.", e);
            }
        }
    }

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeAsync(string topic, string group, Func<string, CloudEvent, CancellationToken, Task> handler, EventSubscriptionOptions options, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var runner = new EventHandlerRunner(topic, group, handler, options, settings, clock, logger);
        var subscription = new Subscription(this, Topic(topic), group, runner, options);
        subscriptions.TryAdd(subscription, 0);
        return Task.FromResult<IAsyncDisposable>(subscription);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        disposed = true;
        foreach (var subscription in subscriptions.Keys)
        {
            await subscription.DisposeAsync();
        }
    }

    private InProcessTopic Topic(string name)
    {
        if (topics.TryGetValue(name, out var topic))
        {
            return topic;
        }
        return topics.Count < TopicLimit
            ? topics.GetOrAdd(name, static (n, bus) => new InProcessTopic(n, bus.settings, bus.Skipped), this)
            : throw new EventBusException($"Topic {name} would be number {TopicLimit + 1} of this process: topics are a fixed few (NfvTopics), what differs by instance is the key.");
    }

    private void Skipped(string topic, string group, long events) => Log.Skipped(logger, topic, group, events);

    private sealed class Subscription : IAsyncDisposable
    {
        private readonly InProcessEventBus bus;
        private readonly InProcessTopic topic;
        private readonly InProcessTopic.Group group;
        private readonly CancellationTokenSource stop = new();
        private readonly Task workers;
        private int disposed;

        public Subscription(InProcessEventBus bus, InProcessTopic topic, string name, EventHandlerRunner runner, EventSubscriptionOptions options)
        {
            this.bus = bus;
            this.topic = topic;
            group = topic.Join(name, options.FromBeginning);
            workers = Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.Concurrency)).Select(_ => Task.Run(() => group.Dispatcher.RunWorkerAsync(
                (entry, cancellation) => runner.RunAsync(
                    entry.Key,
                    entry.Event,
                    (reason, ct) => bus.PublishAsync(topic.Name + EventHandlerRunner.DeadLetterSuffix, entry.Key, entry.Event with { DeadLetterReason = reason }, ct),
                    cancellation),
                _ => topic.Finished(group),
                stop.Token))));
        }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 1)
            {
                return;
            }
            topic.Leave(group);
            await stop.CancelAsync();
            await workers;
            stop.Dispose();
            bus.subscriptions.TryRemove(this, out _);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2511, LogLevel.Warning, "Group {Group} of topic {Topic} came back after {Events} events it had not read were dropped (it had no member while more were published than are retained).")]
        public static partial void Skipped(ILogger logger, string topic, string group, long events);
    }
}
