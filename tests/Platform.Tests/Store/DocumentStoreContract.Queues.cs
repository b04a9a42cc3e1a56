using System.Collections.Concurrent;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Store;

public abstract partial class DocumentStoreContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task An_item_is_claimed_once_with_its_content()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1") with { Payload = "päyload" }));

        var claim = (await Store.ClaimAsync("q", "me", 10, Lease, None)).ShouldHaveSingleItem();

        claim.Item.ShouldBe(Item("q", "1") with { Payload = "päyload" });
        (claim.Owner, claim.Attempt, claim.LeaseUntil).ShouldBe(("me", 1, Clock.GetUtcNow() + Lease));
        (await Store.ClaimAsync("q", "you", 10, Lease, None)).ShouldBeEmpty();
        (await Store.ClaimAsync("other", "you", 10, Lease, None)).ShouldBeEmpty();
        await CommitOk(new WriteBatch().RequireLease(claim).Complete(claim));
        (await Store.NextDueAsync("q", None)).ShouldBeNull();
        (await Kind(new WriteBatch().Complete(claim))).ShouldBe(StoreConflictKind.LeaseLost);
    }

    [SkippableFact]
    public async Task A_dead_worker_loses_its_items_and_can_write_no_more()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1")));
        var dead = (await Store.ClaimAsync("q", "worker", 1, Lease, None))[0];
        Clock.Advance(Lease - TimeSpan.FromTicks(1));
        (await Store.ClaimAsync("q", "worker", 1, Lease, None)).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromTicks(1));

        // the same owner name on purpose: a restarted process may carry it again
        var heir = (await Store.ClaimAsync("q", "worker", 1, Lease, None))[0];

        heir.Attempt.ShouldBe(2);
        heir.Fence.ShouldBeGreaterThan(dead.Fence);
        (await Kind(new WriteBatch().RequireLease(dead).Put(SampleCollections.Samples, A, "1", new Sample("zombie", 1)))).ShouldBe(StoreConflictKind.LeaseLost);
        (await Kind(new WriteBatch().Complete(dead))).ShouldBe(StoreConflictKind.LeaseLost);
        (await Kind(new WriteBatch().Reschedule(dead, Clock.GetUtcNow()))).ShouldBe(StoreConflictKind.LeaseLost);
        (await Store.RenewAsync([dead, heir], Lease, None)).ShouldHaveSingleItem().Fence.ShouldBe(heir.Fence);
        await Store.ReleaseAsync([dead], None);
        await CommitOk(new WriteBatch().RequireLease(heir).Complete(heir));
        (await Store.GetAsync(SampleCollections.Samples, A, "1", None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_fence_also_tells_an_item_from_an_older_one_with_the_same_id()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1")));
        var old = (await Store.ClaimAsync("q", "me", 1, Lease, None))[0];
        await CommitOk(new WriteBatch().Complete(old));
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1")));
        var now = (await Store.ClaimAsync("q", "me", 1, Lease, None))[0];

        now.Fence.ShouldBeGreaterThan(old.Fence);
        (await Kind(new WriteBatch().RequireLease(old))).ShouldBe(StoreConflictKind.LeaseLost);
        await CommitOk(new WriteBatch().RequireLease(now));
    }

    [SkippableFact]
    public async Task A_renewed_lease_lasts_longer_and_a_late_owner_keeps_what_nobody_took()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1")));
        var claim = (await Store.ClaimAsync("q", "me", 1, Lease, None))[0];
        Clock.Advance(TimeSpan.FromSeconds(20));
        claim = (await Store.RenewAsync([claim], Lease, None))[0];
        claim.LeaseUntil.ShouldBe(Clock.GetUtcNow() + Lease);
        Clock.Advance(TimeSpan.FromSeconds(29));
        (await Store.ClaimAsync("q", "you", 1, Lease, None)).ShouldBeEmpty();
        (await Store.NextDueAsync("q", None)).ShouldBe(claim.LeaseUntil);
        Clock.Advance(TimeSpan.FromMinutes(5));
        (await Store.RenewAsync([claim], Lease, None)).Count.ShouldBe(1);
        (await Store.ClaimAsync("q", "you", 1, Lease, None)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Not_before_it_is_due_and_at_the_earlier_of_two_times()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1", delay: TimeSpan.FromSeconds(60))));
        (await Store.NextDueAsync("q", None)).ShouldBe(Clock.GetUtcNow() + TimeSpan.FromSeconds(60));
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1", delay: TimeSpan.FromSeconds(90))));
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1", group: "other", delay: TimeSpan.FromSeconds(10))));
        (await Store.NextDueAsync("q", None)).ShouldBe(Clock.GetUtcNow() + TimeSpan.FromSeconds(10));
        Clock.Advance(TimeSpan.FromSeconds(9));
        (await Store.ClaimAsync("q", "me", 1, Lease, None)).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var claim = (await Store.ClaimAsync("q", "me", 5, Lease, None)).ShouldHaveSingleItem();
        claim.Item.Group.ShouldBe("g");

        await CommitOk(new WriteBatch().Reschedule(claim, Clock.GetUtcNow() + TimeSpan.FromSeconds(5)));
        (await Store.ClaimAsync("q", "me", 1, Lease, None)).ShouldBeEmpty();
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1")));
        var again = (await Store.ClaimAsync("q", "me", 1, Lease, None)).ShouldHaveSingleItem();
        again.Attempt.ShouldBe(2);
        await Store.ReleaseAsync([again], None);
        (await Store.NextDueAsync("q", None)).ShouldBe(Clock.GetUtcNow());
        (await Store.ClaimAsync("q", "you", 1, Lease, None)).ShouldHaveSingleItem().Attempt.ShouldBe(3);
        (await Kind(new WriteBatch().RequireLease(again))).ShouldBe(StoreConflictKind.LeaseLost);
    }

    [SkippableFact]
    public async Task An_order_key_is_worked_off_one_at_a_time_with_gapless_numbers()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Enqueue(Item("q", "z1", orderKey: "vnf")).Enqueue(Item("q", "a2", orderKey: "vnf")).Enqueue(Item("q", "free")));
        await CommitOk(new WriteBatch().Enqueue(Item("q", "z1", orderKey: "vnf")));
        (await Kind(new WriteBatch().Enqueue(Item("q", "m3", orderKey: "vnf")).Check(SampleCollections.Samples, A, "none", 1))).ShouldBe(StoreConflictKind.Missing);
        await CommitOk(new WriteBatch().Enqueue(Item("q", "m3", orderKey: "vnf")).Enqueue(Item("q", "z1", orderKey: "vnf") with { Tenant = B }));

        var first = await Store.ClaimAsync("q", "me", 10, Lease, None);
        first.Select(c => (c.Item.Tenant, c.Item.Id, c.Item.Sequence)).ShouldBe([(A, "z1", 1L), (A, "free", 0L), (B, "z1", 1L)], ignoreOrder: true);
        var head = first.Single(c => c.Item.Tenant == A && c.Item.Id == "z1");
        await CommitOk(new WriteBatch().Reschedule(head, Clock.GetUtcNow() + TimeSpan.FromSeconds(5)));
        (await Store.ClaimAsync("q", "me", 10, Lease, None)).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(5));
        head = (await Store.ClaimAsync("q", "me", 10, Lease, None)).ShouldHaveSingleItem();
        head.Item.Id.ShouldBe("z1");
        await CommitOk(new WriteBatch().Complete(head));
        var second = (await Store.ClaimAsync("q", "me", 10, Lease, None)).ShouldHaveSingleItem();
        (second.Item.Id, second.Item.Sequence).ShouldBe(("a2", 2L));
        await CommitOk(new WriteBatch().Complete(second));
        var third = (await Store.ClaimAsync("q", "me", 10, Lease, None)).ShouldHaveSingleItem();
        (third.Item.Id, third.Item.Sequence).ShouldBe(("m3", 3L));
        await CommitOk(new WriteBatch().Complete(third));
        await CommitOk(new WriteBatch().Enqueue(Item("q", "later", orderKey: "vnf")));
        (await Store.ClaimAsync("q", "me", 10, Lease, None)).ShouldHaveSingleItem().Item.Sequence.ShouldBe(4);
    }

    [SkippableFact]
    public async Task What_a_batch_completes_it_may_enqueue_again_and_what_stood_behind_comes_first()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1", orderKey: "vnf")).Enqueue(Item("q", "2", orderKey: "vnf")).Enqueue(Item("q", "3", orderKey: "other")));
        var claims = (await Store.ClaimAsync("q", "me", 10, Lease, None)).ToDictionary(static c => c.Item.Id, StringComparer.Ordinal);
        claims.Keys.ShouldBe(["1", "3"], ignoreOrder: true);

        var later = TimeSpan.FromSeconds(1);
        await CommitOk(new WriteBatch()
            .Complete(claims["1"]).Enqueue(Item("q", "1", orderKey: "vnf"))
            .Complete(claims["3"]).Enqueue(Item("q", "4", orderKey: "other", delay: later)).Enqueue(Item("q", "4", orderKey: "other", delay: later)));

        var next = (await Store.ClaimAsync("q", "me", 10, Lease, None)).ShouldHaveSingleItem();
        (next.Item.Id, next.Item.Sequence).ShouldBe(("2", 2L));
        Clock.Advance(later);
        var fourth = (await Store.ClaimAsync("q", "me", 10, Lease, None)).ShouldHaveSingleItem();
        (fourth.Item.Id, fourth.Item.Sequence).ShouldBe(("4", 2L), "the same item twice is one, with one number");
        (await Kind(new WriteBatch().Complete(next).Complete(claims["3"]))).ShouldBe(StoreConflictKind.LeaseLost);
        await CommitOk(new WriteBatch().Complete(next));
        var again = (await Store.ClaimAsync("q", "me", 10, Lease, None)).ShouldHaveSingleItem();
        (again.Item.Id, again.Item.Sequence).ShouldBe(("1", 3L));
    }

    [SkippableFact]
    public async Task Commits_of_many_at_once_leave_no_gap_in_the_numbers_and_no_wrong_verdict()
    {
        RequireBackend();
        var other = await OpenAsync();
        var handled = new ConcurrentDictionary<string, ConcurrentQueue<long>>(StringComparer.Ordinal);
        await CommitOk(new WriteBatch().Enqueue(Item("lost", "x")));
        var lost = (await Store.ClaimAsync("lost", "me", 1, Lease, None))[0];
        await CommitOk(new WriteBatch().Complete(lost));
        const int Writers = 24;
        const int Each = 25;

        async Task WriteAsync(int writer)
        {
            var random = new Random(writer);
            for (var i = 0; i < Each; i++)
            {
                var store = random.Next(2) == 0 ? Store : other;
                var batch = new WriteBatch()
                    .Enqueue(Item("q", $"{writer}-{i}", orderKey: $"vnf-{random.Next(5)}")).Enqueue(Item("q", $"{writer}-{i}+", orderKey: $"vnf-{random.Next(5)}"))
                    .Enqueue(Item("q", $"same-{random.Next(4)}", orderKey: "same"));
                (await store.CommitAsync(batch, None)).ThrowIfConflict();
                (await Kind(new WriteBatch().Enqueue(Item("q", $"{writer}-{i}!", orderKey: "vnf-0")).Complete(lost))).ShouldBe(StoreConflictKind.LeaseLost);
            }
        }

        async Task WorkAsync(IDocumentStore store, string owner, Task writers)
        {
            while (await store.ClaimAsync("q", owner, 20, Lease, None) is var claims && (claims.Count > 0 || !writers.IsCompleted))
            {
                await Task.WhenAll(claims.Select(async claim =>
                {
                    handled.GetOrAdd(claim.Item.OrderKey!, static _ => []).Enqueue(claim.Item.Sequence);
                    (await store.CommitAsync(new WriteBatch().Complete(claim), None)).ThrowIfConflict();
                }));
            }
        }

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));
        await Task.WhenAll(writing, WorkAsync(Store, "one", writing), WorkAsync(other, "two", writing));

        handled.Where(static h => h.Key != "same").Sum(static h => h.Value.Count).ShouldBe(2 * Writers * Each);
        foreach (var (key, numbers) in handled)
        {
            numbers.ShouldBe(Enumerable.Range(1, numbers.Count).Select(static n => (long)n), $"{key}: each once, in order");
        }
    }

    [SkippableFact]
    public async Task Groups_take_turns_whatever_their_backlog()
    {
        RequireBackend();
        await Backlog("big", 400);
        (await Store.ClaimAsync("q", "me", 20, Lease, None)).Count.ShouldBe(20);
        await CommitOk(new WriteBatch().Enqueue(Item("q", "single", group: "small")));

        var next = await Store.ClaimAsync("q", "me", 2, Lease, None);
        next.Select(c => c.Item.Group).ShouldContain("small");

        await Backlog("third", 50);
        var share = await Store.ClaimAsync("q", "me", 40, Lease, None);
        share.Count(c => c.Item.Group == "third").ShouldBeInRange(19, 21);

        // who used the idle system pays nothing for it later
        while (await Store.ClaimAsync("q", "me", 500, Lease, None) is { Count: > 0 })
        {
        }
        await Backlog("small", 50);
        await Backlog("big", 50, "again");
        (await Store.ClaimAsync("q", "me", 40, Lease, None)).Count(c => c.Item.Group == "big").ShouldBeInRange(19, 21);
    }

    [SkippableFact]
    public async Task A_crowd_that_becomes_due_at_once_does_not_crowd_out_others()
    {
        RequireBackend();
        var batch = new WriteBatch();
        for (var i = 0; i < 2500; i++)
        {
            batch.Enqueue(Item("q", "big" + i, group: "big", delay: TimeSpan.FromSeconds(1)));
        }
        await CommitOk(batch.Enqueue(Item("q", "small", group: "small", delay: TimeSpan.FromSeconds(2))));
        Clock.Advance(TimeSpan.FromSeconds(10));

        (await Store.ClaimAsync("q", "me", 2, Lease, None)).Select(c => c.Item.Group).ShouldContain("small");
    }

    [SkippableFact]
    public async Task Two_owners_never_hold_the_same_item()
    {
        RequireBackend();
        const int Items = 300;
        var batch = new WriteBatch();
        for (var i = 0; i < Items; i++)
        {
            batch.Enqueue(Item("q", "i" + i, group: "g" + (i % 7), orderKey: i % 3 == 0 ? "k" + (i % 11) : null));
        }
        await CommitOk(batch);
        var other = await OpenAsync();
        var done = new ConcurrentQueue<WorkClaim>();

        async Task Work(IDocumentStore store, string owner)
        {
            while (done.Count < Items)
            {
                foreach (var claim in await store.ClaimAsync("q", owner, 5, Lease, None))
                {
                    (await store.CommitAsync(new WriteBatch().RequireLease(claim).Complete(claim), None)).ThrowIfConflict();
                    done.Enqueue(claim);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Work(i % 2 == 0 ? Store : other, "w" + i)))).WaitAsync(TimeSpan.FromSeconds(60));

        done.Select(c => c.Item.Id).Distinct().Count().ShouldBe(Items);
        done.ShouldAllBe(c => c.Attempt == 1);
        (await Store.NextDueAsync("q", None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Workers_hear_of_new_work_after_the_commit()
    {
        RequireBackend();
        var heard = new ConcurrentQueue<string>();
        Store.WorkEnqueued += _ => throw new InvalidOperationException("a listener with a bug");
        Store.WorkEnqueued += heard.Enqueue;
        await CommitOk(new WriteBatch().Enqueue(Item("q", "1", orderKey: "k")).Enqueue(Item("q", "2", orderKey: "k")));
        var claim = (await Store.ClaimAsync("q", "me", 1, Lease, None))[0];
        await Kind(new WriteBatch().Enqueue(Item("other", "1")).Check(SampleCollections.Samples, A, "none", 1));
        await CommitOk(new WriteBatch().Complete(claim));
        claim = (await Store.ClaimAsync("q", "me", 1, Lease, None))[0];
        await Store.ReleaseAsync([claim], None);

        heard.ShouldBe(["q", "q", "q"]);
    }

    private async Task Backlog(string group, int count, string suffix = "")
    {
        var batch = new WriteBatch();
        for (var i = 0; i < count; i++)
        {
            batch.Enqueue(Item("q", group + i + suffix, group: group));
        }
        await CommitOk(batch);
    }
}
