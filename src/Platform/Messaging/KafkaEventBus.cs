using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// The bus over Apache Kafka: idempotent producer with acks from all in-sync replicas; consumers that commit only behind finished events. Topics are made by the brokers on
/// first use, or beforehand by the operator, whose number of partitions bounds the processes of a group that share the work.
/// </summary>
public sealed partial class KafkaEventBus : IEventBus, IAsyncDisposable
{
    private readonly EventBusOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly SemaphoreSlim inFlight;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<KafkaSubscription, byte> subscriptions = new();
    private IProducer<string, byte[]> producer;
    private volatile bool disposed;

    /// <summary>Connects in the background; nothing fails here when brokers are down.</summary>
    /// <exception cref="DllNotFoundException">There is no librdkafka on this machine.</exception>
    /// <exception cref="ArgumentException">The options cannot work.</exception>
    public KafkaEventBus(EventBusOptions options, TimeProvider clock, ILogger<KafkaEventBus> logger)
    {
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }
        KafkaNative.EnsureLoaded();
        this.options = options;
        this.clock = clock;
        this.logger = logger;
        inFlight = new SemaphoreSlim(options.MaxInFlight, options.MaxInFlight);
        producer = NewProducer();
    }

    /// <inheritdoc/>
    public async Task PublishAsync(string topic, string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        var stored = cloudEvent.Traceparent is null && Activity.Current?.Id is { } trace ? cloudEvent with { Traceparent = trace } : cloudEvent;
        var message = new Message<string, byte[]>
        {
            Key = key,
            Value = CloudEventJson.Serialize(stored),
            Headers = new Headers { { "content-type", Encoding.ASCII.GetBytes(CloudEventJson.MediaType) } },
        };
        await ProduceAsync(topic, message, cloudEvent.Id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> SubscribeAsync(string topic, string group, Func<string, CloudEvent, CancellationToken, Task> handler, EventSubscriptionOptions options, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var runner = new EventHandlerRunner(topic, group, handler, options, this.options, clock, logger);
        var subscription = new KafkaSubscription(this, topic, group, runner, options, this.options, logger);
        subscriptions.TryAdd(subscription, 0);
        try
        {
            await subscription.StartAsync(cancellationToken);
        }
        catch
        {
            await subscription.DisposeAsync();
            throw;
        }
        return subscription;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }
        disposed = true;
        foreach (var subscription in subscriptions.Keys)
        {
            await subscription.DisposeAsync();
        }
        await Task.Run(() =>
        {
            producer.Flush(TimeSpan.FromSeconds(10));
            producer.Dispose();
        });
        inFlight.Dispose();
    }

    internal void Remove(KafkaSubscription subscription) => subscriptions.TryRemove(subscription, out _);

    internal async Task ProduceAsync(string topic, Message<string, byte[]> message, string id, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!await inFlight.WaitAsync(options.PublishTimeout, cancellationToken))
        {
            throw new EventBusException(
                $"Event {id} for {topic} did not get a place among the {options.MaxInFlight} unacknowledged ones within {options.PublishTimeout.TotalSeconds:0} s and was not sent. Check that the Kafka brokers {options.BootstrapServers} are up.");
        }
        var current = producer;
        Task<DeliveryResult<string, byte[]>> sent;
        try
        {
            sent = current.ProduceAsync(topic, message, CancellationToken.None);
        }
        catch
        {
            inFlight.Release();
            throw;
        }
        // The place is free when Kafka has answered, also when the caller no longer waits.
        _ = sent.ContinueWith(static (t, s) =>
        {
            _ = t.Exception; // observed by the caller, if it still waits
            Free((SemaphoreSlim)s!);
        }, inFlight, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await sent.WaitAsync(cancellationToken);
        }
        catch (KafkaException e)
        {
            if (e.Error.IsFatal)
            {
                Replace(current, e.Error);
            }
            throw new EventBusException($"Event {id} for {topic} was not acknowledged by Kafka ({options.BootstrapServers}): {e.Error.Reason}. Publishing it again with the same id is safe.", e);
        }
    }

    internal ConsumerConfig ConsumerConfiguration(string group)
    {
        var config = new ConsumerConfig
        {
            GroupId = group,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            AllowAutoCreateTopics = true,
            SessionTimeoutMs = (int)options.SessionTimeout.TotalMilliseconds,
            HeartbeatIntervalMs = (int)Math.Max(500, options.SessionTimeout.TotalMilliseconds / 5),
            MaxPollIntervalMs = (int)Math.Max(300_000, options.SessionTimeout.TotalMilliseconds),
            QueuedMaxMessagesKbytes = 16 * 1024,
            FetchWaitMaxMs = 100,
            TopicMetadataRefreshIntervalMs = 30_000,
            EnablePartitionEof = false,
        };
        Common(config);
        return config;
    }

    private IProducer<string, byte[]> NewProducer()
    {
        var config = new ProducerConfig
        {
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = 5,
            CompressionType = CompressionType.Lz4,
            // The same key goes to the same partition from Java clients too.
            Partitioner = Confluent.Kafka.Partitioner.Murmur2Random,
            MessageTimeoutMs = (int)options.PublishTimeout.TotalMilliseconds,
            QueueBufferingMaxMessages = Math.Max(options.MaxInFlight * 2, 1000),
            QueueBufferingMaxKbytes = 64 * 1024,
            MessageMaxBytes = 1024 * 1024,
        };
        Common(config);
        return new ProducerBuilder<string, byte[]>(config)
            .SetErrorHandler((p, error) =>
            {
                Log.ClientError(logger, "producer", error.Code.ToString(), error.Reason);
                if (error.IsFatal)
                {
                    Replace(p, error);
                }
            })
            .SetLogHandler((_, m) => Write(m))
            .Build();
    }

    private void Common(ClientConfig config)
    {
        config.BootstrapServers = options.BootstrapServers;
        config.ClientId = "nfv-orchestrator";
        config.SocketKeepaliveEnable = true;
        config.ReconnectBackoffMs = 100;
        config.ReconnectBackoffMaxMs = 2000;
        config.SecurityProtocol = Enum.Parse<SecurityProtocol>(options.SecurityProtocol.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        if (options.User is not null && options.SecurityProtocol.StartsWith("sasl", StringComparison.OrdinalIgnoreCase))
        {
            config.SaslMechanism = Enum.Parse<SaslMechanism>(options.SaslMechanism.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            config.SaslUsername = options.User;
            config.SaslPassword = options.Password;
        }
        config.SslCaLocation = options.CaFile;
        config.SslCertificateLocation = options.CertificateFile;
        config.SslKeyLocation = options.KeyFile;
    }

    // An idempotent producer that lost its sequence cannot go on; a new one can. What the old one had not sent fails to its callers.
    private void Replace(object broken, Error error)
    {
        lock (gate)
        {
            if (disposed || !ReferenceEquals(producer, broken))
            {
                return;
            }
            Log.ProducerReplaced(logger, error.Reason);
            var old = producer;
            producer = NewProducer();
            _ = Task.Run(old.Dispose); // not from inside its own callback
        }
    }

    internal void Write(LogMessage message)
    {
        var level = message.Level switch
        {
            <= SyslogLevel.Error => LogLevel.Warning,
            SyslogLevel.Warning => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        Log.Client(logger, level, message.Facility, message.Message);
    }

    private static void Free(SemaphoreSlim places)
    {
        try
        {
            places.Release();
        }
        catch (ObjectDisposedException)
        {
            // the bus is gone; nobody waits for a place any more
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2521, LogLevel.Warning, "Kafka {Client}: {Code}: {Reason}. It reconnects by itself.")]
        public static partial void ClientError(ILogger logger, string client, string code, string reason);

        [LoggerMessage(2522, LogLevel.Error, "The Kafka producer cannot go on ({Reason}) and is replaced. Publications under way fail to their callers, who publish them again.")]
        public static partial void ProducerReplaced(ILogger logger, string reason);

        [LoggerMessage(EventId = 2523, Message = "librdkafka {Facility}: {Text}")]
        public static partial void Client(ILogger logger, LogLevel level, string facility, string text);
    }
}
