using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Notifications;

public sealed class SubscriberTurnsTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task Behind_a_quick_subscriber_a_delivery_waits_for_its_turn()
    {
        var turns = new SubscriberTurns(1, time);
        var first = await turns.TakeAsync("s", CancellationToken.None);
        var second = turns.TakeAsync("s", CancellationToken.None).AsTask();
        second.IsCompleted.ShouldBeFalse();

        first.ShouldNotBeNull().End();

        (await second).ShouldNotBeNull().End();
    }

    [Fact]
    public async Task It_waits_for_a_moment_only()
    {
        var turns = new SubscriberTurns(1, time);
        var first = await turns.TakeAsync("s", CancellationToken.None);
        var second = turns.TakeAsync("s", CancellationToken.None).AsTask();

        time.Advance(TimeSpan.FromSeconds(1));

        (await second).ShouldBeNull();
        first.ShouldNotBeNull().End();
        (await turns.TakeAsync("s", CancellationToken.None)).ShouldNotBeNull().End();
    }

    [Fact]
    public async Task Behind_a_slow_subscriber_it_gives_its_place_back_at_once_and_others_do_not_notice()
    {
        var turns = new SubscriberTurns(2, time);
        var keeps = await turns.TakeAsync("slow", CancellationToken.None); // so that the line is remembered
        var call = await turns.TakeAsync("slow", CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(9));
        call.ShouldNotBeNull().End();
        var again = await turns.TakeAsync("slow", CancellationToken.None);

        (await turns.TakeAsync("slow", CancellationToken.None)).ShouldBeNull();

        (await turns.TakeAsync("other", CancellationToken.None)).ShouldNotBeNull().End();
        keeps.ShouldNotBeNull().End();
        again.ShouldNotBeNull().End();
    }

    [Fact]
    public async Task Who_is_cancelled_leaves_no_place_taken()
    {
        var turns = new SubscriberTurns(1, time);
        var first = await turns.TakeAsync("s", CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var second = turns.TakeAsync("s", stop.Token).AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(second);
        first.ShouldNotBeNull().End();
        (await turns.TakeAsync("s", CancellationToken.None)).ShouldNotBeNull().End();
    }
}
