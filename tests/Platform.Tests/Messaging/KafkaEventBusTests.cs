using System.Collections.Concurrent;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using Xunit.Abstractions;

namespace NfvOrchestrator.Platform.Tests.Messaging;

public sealed class KafkaEventBusTests(KafkaFixture kafka, ITestOutputHelper output) : EventBusContract, IClassFixture<KafkaFixture>
{
    private EventBusOptions Options()
    {
        Skip.If(kafka.Server is null, kafka.Reason);
        output.WriteLine(kafka.Server!.Description);
        return new()
        {
            Kind = EventBusKind.Kafka,
            BootstrapServers = kafka.Server.BootstrapServers,
            MaxInFlight = 100,
            RetryDelay = TimeSpan.FromMilliseconds(5),
            SessionTimeout = TimeSpan.FromSeconds(6),
        };
    }

    private static KafkaEventBus New(EventBusOptions options) => new(options, TimeProvider.System, NullLogger<KafkaEventBus>.Instance);

    protected override Task<(IEventBus Bus, IAsyncDisposable Owner)> BusAsync()
    {
        var bus = New(Options());
        return Task.FromResult<(IEventBus, IAsyncDisposable)>((bus, bus));
    }

    [SkippableFact]
    public async Task What_was_acknowledged_survives_the_death_of_the_broker_in_the_middle()
    {
        var options = Options();
        Skip.IfNot(kafka.Server!.CanCrash, "this Kafka cannot be killed by a test: " + kafka.Server.Description);
        await using var bus = New(options);
        var topic = "crash." + Guid.NewGuid().ToString("N");
        const int PerKey = 300;
        var keys = Enumerable.Range(0, 8).Select(k => "vnf-" + k).ToList();
        var got = new ConcurrentDictionary<string, ConcurrentQueue<int>>(StringComparer.Ordinal);
        var known = new EventDeduplicator(idsPerKey: PerKey);
        var duplicates = 0;
        var acknowledged = 0;
        await using var subscription = await bus.SubscribeAsync(topic, "g", (key, e, _) =>
        {
            if (known.IsNew(key, e))
            {
                got.GetOrAdd(key, _ => new()).Enqueue(e.Data.GetProperty("n").GetInt32());
            }
            else
            {
                Interlocked.Increment(ref duplicates);
            }
            return Task.CompletedTask;
        }, new(), default);

        var producing = Task.WhenAll(keys.Select(key => Task.Run(async () =>
        {
            for (var n = 0; n < PerKey; n++)
            {
                while (true)
                {
                    try
                    {
                        await bus.PublishAsync(topic, key, Event($"{key}-{n}", n), default);
                        Interlocked.Increment(ref acknowledged);
                        break;
                    }
                    catch (EventBusException)
                    {
                        // as the contract says: again, with the same id
                    }
                }
            }
        })));
        await Eventually.HoldsAsync(() => acknowledged > PerKey * keys.Count / 4, "a quarter is acknowledged", TimeSpan.FromSeconds(60));
        await kafka.Server.CrashAsync();
        var atCrash = acknowledged;
        await kafka.Server.RestartAsync();
        await producing.WaitAsync(TimeSpan.FromMinutes(2));
        acknowledged.ShouldBe(PerKey * keys.Count);
        atCrash.ShouldBeLessThan(acknowledged);
        await Eventually.HoldsAsync(() => got.Values.Sum(q => q.Count) >= acknowledged, $"all {acknowledged} arrive, have {got.Values.Sum(q => q.Count)}", TimeSpan.FromSeconds(90));
        foreach (var key in keys)
        {
            got[key].ShouldBe(Enumerable.Range(0, PerKey));
        }
        output.WriteLine($"{acknowledged} acknowledged, {atCrash} of them when the broker was killed; {duplicates} duplicates removed by id");
    }

    [SkippableFact]
    public async Task A_message_that_is_no_event_goes_to_the_dead_letter_topic_as_it_is()
    {
        var options = Options();
        await using var bus = New(options);
        var topic = "raw." + Guid.NewGuid().ToString("N");
        var seen = 0;
        await using var subscription = await bus.SubscribeAsync(topic, "g", (_, _, _) =>
        {
            Interlocked.Increment(ref seen);
            return Task.CompletedTask;
        }, new(), default);
        using (var raw = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = options.BootstrapServers }).Build())
        {
            await raw.ProduceAsync(topic, new Message<string, byte[]> { Key = "k", Value = Encoding.UTF8.GetBytes("{ not json") });
            await raw.ProduceAsync(topic, new Message<string, byte[]> { Key = "k", Value = null! });
        }
        await bus.PublishAsync(topic, "k", Event("good"), default);
        await Eventually.HoldsAsync(() => seen == 1, "the good one behind them is handled", TimeSpan.FromSeconds(60));

        var config = new ConsumerConfig { BootstrapServers = options.BootstrapServers, GroupId = "look-" + topic, AutoOffsetReset = AutoOffsetReset.Earliest };
        using var consumer = new ConsumerBuilder<string, byte[]>(config).Build();
        consumer.Subscribe(topic + ".dlq");
        ConsumeResult<string, byte[]>? dead = null;
        await Eventually.HoldsAsync(() => (dead ??= Look()) is not null, "the broken one is in the dead-letter topic", TimeSpan.FromSeconds(60));
        Encoding.UTF8.GetString(dead!.Message.Value).ShouldBe("{ not json");
        Encoding.UTF8.GetString(dead.Message.Headers.GetLastBytes("dlq-reason")).ShouldContain("Json");
        Encoding.UTF8.GetString(dead.Message.Headers.GetLastBytes("dlq-group")).ShouldBe("g");
        Encoding.UTF8.GetString(dead.Message.Headers.GetLastBytes("dlq-origin")).ShouldStartWith(topic + "/");
        consumer.Close();

        ConsumeResult<string, byte[]>? Look()
        {
            try
            {
                return consumer.Consume(TimeSpan.FromSeconds(1));
            }
            catch (ConsumeException early) when (early.Error.Code == ErrorCode.UnknownTopicOrPart)
            {
                return null; // the good one came by another partition, sooner than the first dead letter made the topic
            }
        }
    }

    [SkippableFact]
    public async Task Sasl_lets_the_right_password_in_and_no_other()
    {
        var options = Options();
        Skip.If(kafka.Server!.SaslBootstrapServers is null, "this Kafka has no SASL listener: " + kafka.Server.Description);
        var sasl = options with { BootstrapServers = kafka.Server.SaslBootstrapServers, SecurityProtocol = "sasl_plaintext", SaslMechanism = "PLAIN", User = "nfv", Password = "lab-secret" };
        var topic = "sasl." + Guid.NewGuid().ToString("N");
        await using (var bus = New(sasl))
        {
            await bus.PublishAsync(topic, "k", Event("e1"), default);
        }
        await using var intruder = New(sasl with { Password = "wrong", PublishTimeout = TimeSpan.FromSeconds(3) });
        var error = await Should.ThrowAsync<EventBusException>(() => intruder.PublishAsync(topic, "k", Event("e2"), default));
        error.Message.ShouldContain("again with the same id");
        (sasl.ToString() + error).ShouldNotContain("lab-secret");
    }

    [SkippableFact]
    public async Task Two_processes_of_a_group_share_partitions_and_hand_over_when_one_leaves()
    {
        var options = Options();
        await using var one = New(options);
        await using var two = New(options);
        var topic = "share." + Guid.NewGuid().ToString("N");
        var got = new ConcurrentDictionary<string, ConcurrentQueue<int>>(StringComparer.Ordinal);
        var known = new EventDeduplicator(1000);
        Task Handle(string key, CloudEvent e, CancellationToken ct)
        {
            if (known.IsNew(key, e))
            {
                got.GetOrAdd(key, _ => new()).Enqueue(e.Data.GetProperty("n").GetInt32());
            }
            return Task.CompletedTask;
        }
        var first = await one.SubscribeAsync(topic, "g", Handle, new(), default);
        await using var second = await two.SubscribeAsync(topic, "g", Handle, new(), default);
        for (var n = 0; n < 100; n++)
        {
            for (var k = 0; k < 10; k++)
            {
                await one.PublishAsync(topic, "k" + k, Event($"k{k}-{n}", n), default);
            }
            if (n == 50)
            {
                await first.DisposeAsync();
            }
        }
        await Eventually.HoldsAsync(() => got.Values.Sum(q => q.Count) == 1000, "all 1000 are handled", TimeSpan.FromSeconds(60));
        foreach (var numbers in got.Values)
        {
            numbers.ShouldBe(Enumerable.Range(0, 100));
        }
    }
}
