using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Platform.Tests.Messaging;

public sealed class InProcessEventBusTests : EventBusContract
{
    private static InProcessEventBus New(Func<EventBusOptions, EventBusOptions>? change = null)
    {
        var options = new EventBusOptions { MaxInFlight = 100, RetryDelay = TimeSpan.FromMilliseconds(5) };
        return new InProcessEventBus(change?.Invoke(options) ?? options, TimeProvider.System, NullLogger<InProcessEventBus>.Instance);
    }

    protected override Task<(IEventBus Bus, IAsyncDisposable Owner)> BusAsync()
    {
        var bus = New();
        return Task.FromResult<(IEventBus, IAsyncDisposable)>((bus, bus));
    }

    [Fact]
    public async Task A_publisher_waits_for_a_group_that_is_a_whole_ring_behind_and_is_told()
    {
        await using var bus = New(o => o with { RetainedEvents = 10, MaxInFlight = 1, PublishTimeout = TimeSpan.FromMilliseconds(50) });
        var open = new TaskCompletionSource();
        var handled = 0;
        await using var subscription = await bus.SubscribeAsync("t", "slow", async (_, _, ct) =>
        {
            await open.Task.WaitAsync(ct);
            Interlocked.Increment(ref handled);
        }, new() { Concurrency = 1 }, default);
        var sent = 0;
        var error = await Should.ThrowAsync<EventBusException>(async () =>
        {
            for (; sent < 100; sent++)
            {
                await bus.PublishAsync("t", "k", Event("e" + sent), default);
            }
        });
        error.Message.ShouldContain("consumer group");
        sent.ShouldBe(11); // ten retained and one in the handler
        open.SetResult();
        await TestKit.Eventually.HoldsAsync(() => handled == 11, "what was taken is handled");
        await bus.PublishAsync("t", "k", Event("later"), default);
    }

    [Fact]
    public async Task Without_readers_the_oldest_events_go_and_the_ring_stays_small()
    {
        await using var bus = New(o => o with { RetainedEvents = 300 });
        for (var n = 0; n < 5000; n++)
        {
            await bus.PublishAsync("t", "k", Event("e" + n, n), default);
        }
        List<string> got = [];
        await using var subscription = await bus.SubscribeAsync("t", "g", (_, e, _) =>
        {
            lock (got)
            {
                got.Add(e.Id);
            }
            return Task.CompletedTask;
        }, new(), default);
        await TestKit.Eventually.HoldsAsync(() => got.Count == 300, "the retained ones arrive");
        got[0].ShouldBe("e4700");
        got[^1].ShouldBe("e4999");
    }

    [Fact]
    public async Task Of_what_all_have_read_only_the_latest_is_kept_for_later_groups()
        => (await KeptAsync(o => o with { ReadEvents = 20 }, static n => Event("e" + n, n))).ShouldBe(Enumerable.Range(1980, 20).Select(static n => "e" + n), ignoreOrder: true);

    [Fact]
    public async Task Of_large_events_that_all_have_read_no_more_is_kept_than_has_room()
    {
        // Counted twice: what the parser notes of a text is about as long as it.
        var text = new string('x', 1000);
        var kept = await KeptAsync(o => o with { ReadEvents = 1000, ReadBytes = 20_500 }, n => Event("e" + n) with { Data = JsonSerializer.SerializeToElement(text) });
        kept.ShouldBe(Enumerable.Range(1990, 10).Select(static n => "e" + n), ignoreOrder: true);
    }

    /// <summary>The events that a group still reads that comes when another has read two thousand.</summary>
    private static async Task<IReadOnlyList<string>> KeptAsync(Func<EventBusOptions, EventBusOptions> options, Func<int, CloudEvent> make)
    {
        await using var bus = New(options);
        var read = 0;
        await using var reader = await bus.SubscribeAsync("t", "reader", (_, _, _) =>
        {
            Interlocked.Increment(ref read);
            return Task.CompletedTask;
        }, new(), default);
        for (var n = 0; n < 2000; n++)
        {
            await bus.PublishAsync("t", "k" + (n % 7), make(n), default);
        }
        await TestKit.Eventually.HoldsAsync(() => read == 2000, "all are read");
        List<string> got = [];
        await using var late = await bus.SubscribeAsync("t", "late", (_, e, _) =>
        {
            lock (got)
            {
                got.Add(e.Id);
            }
            return Task.CompletedTask;
        }, new() { Concurrency = 1 }, default);
        await bus.PublishAsync("t", "k", Event("last"), default);
        await TestKit.Eventually.HoldsAsync(() => got.Contains("last"), "the late group is up to date");
        return [.. got.Where(static id => id != "last")];
    }

    [Fact]
    public void The_deduplicator_is_bounded_per_key_and_in_keys()
    {
        var known = new EventDeduplicator(idsPerKey: 2, keys: 2);
        known.IsNew("a", "1").ShouldBeTrue();
        known.IsNew("a", "1").ShouldBeFalse();
        known.IsNew("b", "1").ShouldBeTrue();
        known.IsNew("a", "2").ShouldBeTrue();
        known.IsNew("a", "3").ShouldBeTrue();
        known.IsNew("a", "1").ShouldBeTrue(); // pushed out by 2 and 3
        known.IsNew("c", "1").ShouldBeTrue(); // pushes b out
        known.IsNew("b", "1").ShouldBeTrue();
    }
}
