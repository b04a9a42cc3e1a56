using System.Collections.Concurrent;
using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Messaging;

/// <summary>What every event bus must do; derived once per bus.</summary>
public abstract class EventBusContract
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly string topic = "test." + Guid.NewGuid().ToString("N");

    /// <summary>A bus; skips the test when there is none on this machine.</summary>
    protected abstract Task<(IEventBus Bus, IAsyncDisposable Owner)> BusAsync();

    public static CloudEvent Event(string id, int number = 0, string tenant = "acme") => new()
    {
        Id = id,
        Source = "/test",
        Type = "nfv.test",
        Subject = "thing",
        Time = new DateTimeOffset(2030, 1, 1, 12, 0, 0, 250, TimeSpan.Zero),
        Tenant = tenant,
        Data = JsonSerializer.SerializeToElement(new Dictionary<string, int> { ["n"] = number }),
    };

    private static int Number(CloudEvent e) => e.Data.GetProperty("n").GetInt32();

    private sealed class Seen
    {
        private readonly ConcurrentDictionary<string, ConcurrentQueue<CloudEvent>> byKey = new(StringComparer.Ordinal);
        private readonly EventDeduplicator known = new();
        private int count;

        public int Count => Volatile.Read(ref count);

        public IEnumerable<string> Keys => byKey.Keys;

        public List<int> Of(string key) => byKey.TryGetValue(key, out var q) ? q.Select(Number).ToList() : [];

        public List<CloudEvent> All => byKey.Values.SelectMany(q => q).ToList();

        public Task Handle(string key, CloudEvent e, CancellationToken cancellationToken)
        {
            if (known.IsNew(key, e))
            {
                byKey.GetOrAdd(key, _ => new()).Enqueue(e);
                Interlocked.Increment(ref count);
            }
            return Task.CompletedTask;
        }

        public Task Reach(int n) => Eventually.HoldsAsync(() => Count >= n, $"{n} events handled, have {Count}", Limit);
    }

    [SkippableFact]
    public async Task An_event_arrives_as_it_was_sent_with_its_tenant_around_the_handler()
    {
        var (bus, owner) = await BusAsync();
        await using var _ = owner;
        var seen = new Seen();
        TenantContextSeen? context = null;
        var sent = Event("e1", 7, "beta") with { Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
        await bus.PublishAsync(topic, "vnf-1", sent, default);
        await using var subscription = await bus.SubscribeAsync(topic, "g", async (k, e, ct) =>
        {
            context = new(TenantContext.Current?.Value);
            await seen.Handle(k, e, ct);
        }, new(), default);
        await seen.Reach(1);
        var got = seen.All.Single();
        (got with { Data = sent.Data }).ShouldBe(sent);
        Number(got).ShouldBe(7);
        context!.Tenant.ShouldBe("beta");
    }

    private sealed record TenantContextSeen(string? Tenant);

    [SkippableFact]
    public async Task Every_group_gets_everything_in_the_order_of_each_key()
    {
        var (bus, owner) = await BusAsync();
        await using var _ = owner;
        Seen first = new(), second = new();
        await using var a = await bus.SubscribeAsync(topic, "g1", first.Handle, new(), default);
        var keys = Enumerable.Range(0, 20).Select(k => "k" + k).ToList();
        await Task.WhenAll(keys.Select(async key =>
        {
            for (var n = 0; n < 50; n++)
            {
                await bus.PublishAsync(topic, key, Event($"{key}-{n}", n), default);
            }
        }));
        await using var b = await bus.SubscribeAsync(topic, "g2", second.Handle, new(), default);
        await first.Reach(1000);
        await second.Reach(1000);
        foreach (var key in keys)
        {
            first.Of(key).ShouldBe(Enumerable.Range(0, 50));
            second.Of(key).ShouldBe(Enumerable.Range(0, 50));
        }
    }

    [SkippableFact]
    public async Task Members_of_a_group_share_the_work_and_never_a_key_at_once()
    {
        var (bus, owner) = await BusAsync();
        await using var _ = owner;
        var seen = new Seen();
        var atWork = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var overlaps = 0;
        async Task Handle(string key, CloudEvent e, CancellationToken ct)
        {
            if (atWork.AddOrUpdate(key, 1, (_, n) => n + 1) > 1)
            {
                Interlocked.Increment(ref overlaps);
            }
            await Task.Yield();
            await seen.Handle(key, e, ct);
            atWork.AddOrUpdate(key, 0, (_, n) => n - 1);
        }
        await using var a = await bus.SubscribeAsync(topic, "g", Handle, new(), default);
        IAsyncDisposable? b = null;
        for (var n = 0; n < 300; n++)
        {
            await bus.PublishAsync(topic, "k" + (n % 10), Event("e" + n, n / 10), default);
            if (n == 150)
            {
                await seen.Reach(100);
                b = await bus.SubscribeAsync(topic, "g", Handle, new(), default);
            }
        }
        await seen.Reach(300);
        for (var k = 0; k < 10; k++)
        {
            seen.Of("k" + k).ShouldBe(Enumerable.Range(0, 30));
        }
        overlaps.ShouldBe(0);
        await b!.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_new_group_starts_at_the_beginning_or_with_what_comes_next()
    {
        var (bus, owner) = await BusAsync();
        await using var _ = owner;
        await bus.PublishAsync(topic, "k", Event("old", 1), default);
        Seen all = new(), later = new();
        await using var a = await bus.SubscribeAsync(topic, "all", all.Handle, new(), default);
        await using var b = await bus.SubscribeAsync(topic, "later", later.Handle, new() { FromBeginning = false }, default);
        await bus.PublishAsync(topic, "k", Event("new", 2), default);
        await all.Reach(2);
        await later.Reach(1);
        all.Of("k").ShouldBe([1, 2]);
        later.Of("k").ShouldBe([2]);
    }

    [SkippableFact]
    public async Task A_group_goes_on_where_it_stopped()
    {
        var (bus, owner) = await BusAsync();
        await using var _ = owner;
        var before = new Seen();
        var first = await bus.SubscribeAsync(topic, "g", before.Handle, new(), default);
        await bus.PublishAsync(topic, "k", Event("e1", 1), default);
        await before.Reach(1);
        await first.DisposeAsync();
        await bus.PublishAsync(topic, "k", Event("e2", 2), default);
        var after = new Seen();
        await using var second = await bus.SubscribeAsync(topic, "g", after.Handle, new(), default);
        await after.Reach(1);
        after.Of("k").ShouldBe([2]);
    }

    [SkippableFact]
    public async Task What_a_leaving_member_had_not_finished_is_handled_by_the_next()
    {
        var (bus, owner) = await BusAsync();
        await using var _ = owner;
        var begun = new TaskCompletionSource();
        var first = await bus.SubscribeAsync(topic, "g", async (_, _, ct) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
        }, new(), default);
        await bus.PublishAsync(topic, "k", Event("e1", 1), default);
        await begun.Task.WaitAsync(Limit);
        await first.DisposeAsync();
        var after = new Seen();
        await using var second = await bus.SubscribeAsync(topic, "g", after.Handle, new(), default);
        await after.Reach(1);
    }

    [SkippableFact]
    public async Task A_failed_attempt_is_repeated_while_its_key_waits_and_others_go_on()
    {
        var (bus, owner) = await BusAsync();
        await using var _ = owner;
        var seen = new Seen();
        var attempts = 0;
        await using var subscription = await bus.SubscribeAsync(topic, "g", async (key, e, ct) =>
        {
            if (e.Id == "bad" && Interlocked.Increment(ref attempts) < 3)
            {
                throw new InvalidOperationException("not yet");
            }
            await seen.Handle(key, e, ct);
        }, new(), default);
        await bus.PublishAsync(topic, "k", Event("bad", 1), default);
        await bus.PublishAsync(topic, "k", Event("next", 2), default);
        await bus.PublishAsync(topic, "other", Event("free", 3), default);
        await seen.Reach(3);
        attempts.ShouldBe(3);
        seen.Of("k").ShouldBe([1, 2]);
        seen.Of("other").ShouldBe([3]);
    }

    [SkippableFact]
    public async Task A_poison_event_goes_to_the_dead_letter_topic_with_the_reason()
    {
        var (bus, owner) = await BusAsync();
        await using var _ = owner;
        Seen seen = new(), dead = new();
        var attempts = 0;
        await using var subscription = await bus.SubscribeAsync(topic, "g", (key, e, ct) =>
        {
            if (e.Id == "poison")
            {
                Interlocked.Increment(ref attempts);
                throw new FormatException("cannot read the temperature");
            }
            return seen.Handle(key, e, ct);
        }, new() { MaxAttempts = 2 }, default);
        await bus.PublishAsync(topic, "k", Event("poison", 1), default);
        await bus.PublishAsync(topic, "k", Event("fine", 2), default);
        await using var morgue = await bus.SubscribeAsync(topic + ".dlq", "morgue", dead.Handle, new(), default);
        await seen.Reach(1);
        await dead.Reach(1);
        attempts.ShouldBe(2);
        var given = dead.All.Single();
        given.Id.ShouldBe("poison");
        given.Tenant.ShouldBe("acme");
        given.DeadLetterReason!.ShouldContain("cannot read the temperature");
        given.DeadLetterReason!.ShouldContain("group g");
    }

    [SkippableFact]
    public async Task A_slow_group_gets_everything_in_the_end()
    {
        var (bus, owner) = await BusAsync();
        await using var _ = owner;
        var seen = new Seen();
        var open = new TaskCompletionSource();
        await using var subscription = await bus.SubscribeAsync(topic, "g", async (key, e, ct) =>
        {
            await open.Task.WaitAsync(ct);
            await seen.Handle(key, e, ct);
        }, new() { Concurrency = 2 }, default);
        // more than a subscription holds in memory (MaxInFlight of the tests: 100)
        for (var n = 0; n < 300; n++)
        {
            await bus.PublishAsync(topic, "k" + (n % 7), Event("e" + n, n), default);
        }
        seen.Count.ShouldBe(0);
        open.SetResult();
        await seen.Reach(300);
        for (var k = 0; k < 7; k++)
        {
            seen.Of("k" + k).ShouldBeInOrder();
        }
    }
}
