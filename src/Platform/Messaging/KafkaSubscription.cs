using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// One member of a consumer group: a thread that fetches, pauses and commits; workers that handle. Only the thread touches the consumer.
/// </summary>
internal sealed partial class KafkaSubscription : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CommitEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RevokeGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(10);
    private readonly KafkaEventBus bus;
    private readonly string topic;
    private readonly string group;
    private readonly EventHandlerRunner runner;
    private readonly EventSubscriptionOptions subscription;
    private readonly EventBusOptions options;
    private readonly ILogger logger;
    private readonly KeyedDispatcher<KafkaPartition.Item> dispatcher = new();
    private readonly Dictionary<TopicPartition, KafkaPartition> partitions = [];
    private readonly CancellationTokenSource stopFetching = new();
    private readonly CancellationTokenSource stopHandling = new();
    private readonly TaskCompletionSource assigned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task fetching = Task.CompletedTask;
    private Task handling = Task.CompletedTask;
    private bool paused;
    private int disposed;

    public KafkaSubscription(KafkaEventBus bus, string topic, string group, EventHandlerRunner runner, EventSubscriptionOptions subscription, EventBusOptions options, ILogger logger)
    {
        this.bus = bus;
        this.topic = topic;
        this.group = group;
        this.runner = runner;
        this.subscription = subscription;
        this.options = options;
        this.logger = logger;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        handling = Task.WhenAll(Enumerable.Range(0, Math.Max(1, subscription.Concurrency))
            .Select(_ => Task.Run(() => dispatcher.RunWorkerAsync(HandleAsync, static item => item.Owner.Finish(item), stopHandling.Token))));
        fetching = Task.Factory.StartNew(Fetch, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!subscription.FromBeginning)
        {
            // "What comes next" begins when the group has its position, not when the caller goes on.
            try
            {
                await assigned.Task.WaitAsync(options.PublishTimeout, cancellationToken);
            }
            catch (TimeoutException e)
            {
                throw new EventBusException($"Group {group} got no partitions of {topic} within {options.PublishTimeout.TotalSeconds:0} s. Check that the Kafka brokers {options.BootstrapServers} are up.", e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }
        await stopHandling.CancelAsync(); // handlers first, so that what they finished is in the last commit
        await handling;
        await stopFetching.CancelAsync();
        await fetching;
        stopHandling.Dispose();
        stopFetching.Dispose();
        bus.Remove(this);
    }

    private async Task<bool> HandleAsync(KafkaPartition.Item item, CancellationToken cancellationToken)
    {
        if (item.Owner.Revoked)
        {
            return true; // another member handles it; Finish only moves a watermark nobody commits
        }
        item.Owner.Begin();
        try
        {
            var message = item.Result.Message;
            CloudEvent cloudEvent;
            try
            {
                cloudEvent = CloudEventJson.Deserialize(message.Value ?? []);
            }
            catch (JsonException e)
            {
                return await runner.RejectAsync(message.Key ?? "", e, (reason, ct) => DeadLetterAsync(item.Result, null, reason, ct), cancellationToken);
            }
            return await runner.RunAsync(message.Key ?? "", cloudEvent, (reason, ct) => DeadLetterAsync(item.Result, cloudEvent, reason, ct), cancellationToken);
        }
        finally
        {
            item.Owner.End();
        }
    }

    private Task DeadLetterAsync(ConsumeResult<string, byte[]> result, CloudEvent? cloudEvent, string reason, CancellationToken cancellationToken)
    {
        var headers = new Headers();
        foreach (var header in result.Message.Headers ?? [])
        {
            headers.Add(header.Key, header.GetValueBytes());
        }
        headers.Add("dlq-reason", Encoding.UTF8.GetBytes(reason));
        headers.Add("dlq-group", Encoding.UTF8.GetBytes(group));
        headers.Add("dlq-origin", Encoding.UTF8.GetBytes($"{result.Topic}/{result.Partition.Value}/{result.Offset.Value}"));
        var message = new Message<string, byte[]>
        {
            Key = result.Message.Key,
            Value = cloudEvent is null ? result.Message.Value : CloudEventJson.Serialize(cloudEvent with { DeadLetterReason = reason }),
            Headers = headers,
        };
        return bus.ProduceAsync(topic + EventHandlerRunner.DeadLetterSuffix, message, cloudEvent?.Id ?? "(unreadable)", cancellationToken);
    }

    private void Fetch()
    {
        using var consumer = new ConsumerBuilder<string, byte[]>(bus.ConsumerConfiguration(group))
            .SetErrorHandler((_, error) => Log.ClientError(logger, group, topic, error.Code.ToString(), error.Reason))
            .SetLogHandler((_, message) => bus.Write(message))
            .SetPartitionsAssignedHandler(Assigned)
            .SetPartitionsRevokedHandler((c, revoked) => Revoked(c, revoked.Select(p => p.TopicPartition).ToList(), lost: false))
            .SetPartitionsLostHandler((c, lost) => Revoked(c, lost.Select(p => p.TopicPartition).ToList(), lost: true))
            .Build();
        consumer.Subscribe(topic);
        var lastCommit = Stopwatch.GetTimestamp();
        while (!stopFetching.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(Poll) is { Message: not null } result && partitions.TryGetValue(result.TopicPartition, out var partition))
                {
                    dispatcher.Enqueue(result.Message.Key ?? "", partition.Add(result));
                }
                PauseOrResume(consumer);
            }
            catch (ConsumeException e)
            {
                // Not there yet, or not reachable: librdkafka goes on by itself; this only must not spin.
                Log.ClientError(logger, group, topic, e.Error.Code.ToString(), e.Error.Reason);
                stopFetching.Token.WaitHandle.WaitOne(Poll);
            }
            catch (KafkaException e)
            {
                Log.ClientError(logger, group, topic, e.Error.Code.ToString(), e.Error.Reason);
                stopFetching.Token.WaitHandle.WaitOne(Poll);
            }
            if (Stopwatch.GetElapsedTime(lastCommit) >= CommitEvery)
            {
                Commit(consumer, partitions.Values);
                lastCommit = Stopwatch.GetTimestamp();
            }
        }
        Commit(consumer, partitions.Values);
        try
        {
            consumer.Close();
        }
        catch (KafkaException e)
        {
            Log.ClientError(logger, group, topic, e.Error.Code.ToString(), e.Error.Reason);
        }
    }

    private void PauseOrResume(IConsumer<string, byte[]> consumer)
    {
        if (!paused && dispatcher.Count >= options.MaxInFlight)
        {
            consumer.Pause(partitions.Keys);
            paused = true;
        }
        else if (paused && dispatcher.Count <= options.MaxInFlight / 2)
        {
            consumer.Resume(partitions.Keys);
            paused = false;
        }
    }

    private List<TopicPartitionOffset> Assigned(IConsumer<string, byte[]> consumer, List<TopicPartition> added)
    {
        List<TopicPartitionOffset> positions = [];
        if (!subscription.FromBeginning && added.Count > 0)
        {
            positions = StartAtEnd(consumer, added);
        }
        else
        {
            positions.AddRange(added.Select(p => new TopicPartitionOffset(p, Offset.Unset)));
        }
        foreach (var partition in added)
        {
            partitions[partition] = new KafkaPartition(partition);
        }
        paused = false;
        Log.Assigned(logger, group, topic, partitions.Count);
        assigned.TrySetResult();
        return positions;
    }

    // A new group that wants only what comes next gets its position at once and for good: were it left to the first commit, a crash before that would skip events.
    private List<TopicPartitionOffset> StartAtEnd(IConsumer<string, byte[]> consumer, List<TopicPartition> added)
    {
        try
        {
            var positions = consumer.Committed(added, QueryTimeout)
                .Select(p => p.Offset.Value >= 0 ? p : new TopicPartitionOffset(p.TopicPartition, consumer.QueryWatermarkOffsets(p.TopicPartition, QueryTimeout).High))
                .ToList();
            consumer.Commit(positions);
            return positions;
        }
        catch (KafkaException e)
        {
            Log.ClientError(logger, group, topic, e.Error.Code.ToString(), e.Error.Reason);
            return added.Select(p => new TopicPartitionOffset(p, Offset.End)).ToList();
        }
    }

    private void Revoked(IConsumer<string, byte[]> consumer, List<TopicPartition> gone, bool lost)
    {
        var leaving = new List<KafkaPartition>();
        foreach (var partition in gone)
        {
            if (partitions.Remove(partition, out var state))
            {
                state.Revoked = true;
                leaving.Add(state);
            }
        }
        dispatcher.Drop(item => item.Owner.Revoked);
        if (!lost)
        {
            // Handlers at work may finish, so that the next member does not repeat them.
            var began = Stopwatch.GetTimestamp();
            while (leaving.Exists(p => p.Running > 0) && Stopwatch.GetElapsedTime(began) < RevokeGrace && !stopFetching.IsCancellationRequested)
            {
                stopFetching.Token.WaitHandle.WaitOne(10);
            }
            Commit(consumer, leaving);
        }
        Log.Revoked(logger, group, topic, gone.Count, lost);
    }

    private void Commit(IConsumer<string, byte[]> consumer, IEnumerable<KafkaPartition> of)
    {
        var states = of.ToList();
        var positions = states.Select(p => p.ToCommit()).OfType<TopicPartitionOffset>().ToList();
        if (positions.Count == 0)
        {
            return;
        }
        try
        {
            consumer.Commit(positions);
            foreach (var position in positions)
            {
                states.Find(s => s.Partition == position.TopicPartition)!.Committed(position.Offset.Value);
            }
        }
        catch (KafkaException e)
        {
            // Tried again in a moment; at worst events are delivered twice.
            Log.CommitFailed(logger, group, topic, e.Error.Reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2531, LogLevel.Warning, "Kafka consumer of group {Group} on {Topic}: {Code}: {Reason}. It goes on by itself.")]
        public static partial void ClientError(ILogger logger, string group, string topic, string code, string reason);

        [LoggerMessage(2532, LogLevel.Information, "Group {Group} on {Topic} now reads {Count} partitions here.")]
        public static partial void Assigned(ILogger logger, string group, string topic, int count);

        [LoggerMessage(2533, LogLevel.Information, "Group {Group} on {Topic} gave {Count} partitions back (lost: {Lost}).")]
        public static partial void Revoked(ILogger logger, string group, string topic, int count, bool lost);

        [LoggerMessage(2534, LogLevel.Warning, "Group {Group} on {Topic} could not commit its position: {Reason}. It is tried again; at worst events are delivered twice.")]
        public static partial void CommitFailed(ILogger logger, string group, string topic, string reason);
    }
}
