using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Operations;

public class EngineTests
{
    private static readonly TenantId T = new("t");
    private readonly InMemoryDocumentStore store = new(TimeProvider.System);

    [Fact]
    public async Task A_chain_costs_one_commit_a_step_and_releases_the_lock()
    {
        var commits = 0;
        var handler = new DelegateHandler(async (c, ct) =>
        {
            var before = store.Commits;
            var result = await c.RunGraphAsync(Chain(5), (s, _) => Task.FromResult<JsonElement?>(JsonSerializer.SerializeToElement(s.Outputs.Count)), new(), ct);
            result.Succeeded.ShouldBeTrue();
            result.Outputs["s4"]!.Value.GetInt32().ShouldBe(4);
            await c.FinishAsync(new WriteBatch(), ct);
            commits = store.Commits - before;
        });
        await using var host = await EngineHost.StartAsync(store, static _ => { }, handler);
        var id = await host.AcceptAsync("t", "i");
        await FinishedAsync(host, id);
        commits.ShouldBe(6);
        (await host.Engine.GetHolderAsync(T, "i", default)).ShouldBeNull();
        var journal = await host.Engine.GetJournalAsync(T, id, default);
        journal.Count.ShouldBe(5);
        journal.ShouldAllBe(static r => r.State == StepState.Succeeded && r.FinishedAt != null && r.Attempts == 1);
        store.Waiting("operations").ShouldBe(0);
    }

    [Fact]
    public async Task A_second_operation_on_an_instance_is_refused_by_the_lock_until_the_first_is_finished_or_abandoned()
    {
        var handler = new DelegateHandler((c, ct) => c.ParkAsync(new WriteBatch(), ct));
        await using var host = await EngineHost.StartAsync(store, static _ => { }, handler);
        var id = await host.AcceptAsync("t", "i");
        await Eventually.HoldsAsync(async () => (await host.RecordAsync("t", id)).Status == OperationStatus.Parked, "parked");
        (await Should.ThrowAsync<StoreConflictException>(() => host.AcceptAsync("t", "i"))).Conflict
            .ShouldBe(new StoreConflict(StoreConflictKind.AlreadyExists, IOperationEngine.LockCollectionName, "i"));

        var batch = new WriteBatch();
        host.Engine.Continue(batch, (await host.Engine.GetAsync(T, id, default))!, "rollback");
        (await store.CommitAsync(batch, default)).Ok.ShouldBeTrue();
        await Eventually.HoldsAsync(async () => (await host.RecordAsync("t", id)) is { Status: OperationStatus.Parked, Run: 2, Mode: "rollback" }, "parked again");

        batch = new WriteBatch();
        host.Engine.Abandon(batch, (await host.Engine.GetAsync(T, id, default))!);
        (await store.CommitAsync(batch, default)).Ok.ShouldBeTrue();
        await host.AcceptAsync("t", "i");
    }

    [Fact]
    public async Task Transient_failures_are_tried_again_and_final_ones_keep_the_words()
    {
        var handler = new DelegateHandler(async (c, ct) =>
        {
            var result = await c.RunGraphAsync(
                [new("ok", []), new("bad", []), new("after", ["bad"])],
                (s, _) => s switch
                {
                    { StepId: "ok", Attempt: < 3 } => throw new HttpRequestException("connection reset"),
                    { StepId: "ok" } when s.MayHaveRun => Task.FromResult<JsonElement?>(null),
                    _ => throw new InvalidOperationException("quota of project p exceeded: 3 of 3 servers"),
                },
                new StepGraphOptions { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(2) },
                ct);
            result.Succeeded.ShouldBeFalse();
            result.Failures.ShouldHaveSingleItem().Error.ShouldBe("quota of project p exceeded: 3 of 3 servers");
            result.Started.ShouldBe(["ok", "bad"], ignoreOrder: true);
            await c.FinishAsync(new WriteBatch(), ct);
        });
        await using var host = await EngineHost.StartAsync(store, static _ => { }, handler);
        var id = await host.AcceptAsync("t", "i");
        await FinishedAsync(host, id);
        var journal = (await host.Engine.GetJournalAsync(T, id, default)).ToDictionary(static r => r.StepId);
        journal["ok"].ShouldSatisfyAllConditions(static r => r.Attempts.ShouldBe(3), static r => r.State.ShouldBe(StepState.Succeeded));
        journal["bad"].Attempts.ShouldBe(1);
        journal.ShouldNotContainKey("after");
    }

    [Fact]
    public async Task A_step_over_its_time_is_stopped_and_tried_again_knowing_that_it_may_have_run()
    {
        var handler = new DelegateHandler(async (c, ct) =>
        {
            var result = await c.RunGraphAsync(
                [new("slow", [], TimeSpan.FromMilliseconds(50))],
                async (s, stop) =>
                {
                    if (s.Attempt == 1)
                    {
                        s.MayHaveRun.ShouldBeFalse();
                        await Task.Delay(Timeout.Infinite, stop);
                    }
                    s.MayHaveRun.ShouldBeTrue();
                    return null;
                },
                new StepGraphOptions { BaseDelay = TimeSpan.FromMilliseconds(1) },
                ct);
            result.Succeeded.ShouldBeTrue();
            await c.FinishAsync(new WriteBatch(), ct);
        });
        await using var host = await EngineHost.StartAsync(store, static _ => { }, handler);
        await FinishedAsync(host, await host.AcceptAsync("t", "i"));
    }

    [Fact]
    public async Task A_step_that_cannot_be_stopped_fails_and_is_not_overlapped()
    {
        var tries = 0;
        var handler = new DelegateHandler(async (c, ct) =>
        {
            var result = await c.RunGraphAsync(
                [new("deaf", [], TimeSpan.FromMilliseconds(20))],
                (_, _) =>
                {
                    Interlocked.Increment(ref tries);
                    return new TaskCompletionSource<JsonElement?>().Task;
                },
                new StepGraphOptions(),
                ct);
            result.Failures.ShouldHaveSingleItem().Error.ShouldNotBeNull().ShouldContain("ignored the request to stop");
            await c.FinishAsync(new WriteBatch(), ct);
        });
        await using var host = await EngineHost.StartAsync(store, static o => o.StopGrace = TimeSpan.FromMilliseconds(50), handler);
        await FinishedAsync(host, await host.AcceptAsync("t", "i"));
        tries.ShouldBe(1);
    }

    [Theory]
    [InlineData(CancelRequest.Graceful)]
    [InlineData(CancelRequest.Forceful)]
    public async Task Cancel_is_seen_in_another_process_within_a_second(CancelRequest mode)
    {
        var goOn = new TaskCompletionSource();
        StepGraphResult? result = null;
        var started = new TaskCompletionSource();
        var handler = new DelegateHandler(async (c, ct) =>
        {
            result = await c.RunGraphAsync(
                Chain(3),
                async (_, stop) =>
                {
                    started.TrySetResult();
                    await goOn.Task.WaitAsync(stop);
                    return null;
                },
                new StepGraphOptions(),
                ct);
            c.Cancel.ShouldBe(mode);
            await c.FinishAsync(new WriteBatch(), ct);
        });
        await using var worker = await EngineHost.StartAsync(store, static _ => { }, handler);
        await using var other = await EngineHost.StartAsync(new OtherProcess(store), static _ => { });
        var id = await worker.AcceptAsync("t", "i");
        await started.Task;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var batch = new WriteBatch();
        other.Engine.RequestCancel(batch, (await other.Engine.GetAsync(T, id, default))!, mode);
        (await other.Store.CommitAsync(batch, default)).Ok.ShouldBeTrue();
        if (mode == CancelRequest.Graceful)
        {
            await Eventually.HoldsAsync(async () => (await store.GetAsync(OperationCollections.Cancels, T, id, default)) is not null, "request stored");
            goOn.SetResult();
        }
        await FinishedAsync(worker, id);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        result!.Succeeded.ShouldBe(mode == CancelRequest.Graceful && result.Outputs.Count == 3);
        (await store.GetAsync(OperationCollections.Cancels, T, id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_handler_that_throws_is_called_again_with_its_journal_while_health_tells()
    {
        var calls = 0;
        var effects = new ConcurrentBag<string>();
        var seen = new TaskCompletionSource();
        var handler = new DelegateHandler(async (c, ct) =>
        {
            await c.RunGraphAsync(Chain(3), (s, _) => { effects.Add(s.StepId); return Task.FromResult<JsonElement?>(null); }, new(), ct);
            if (Interlocked.Increment(ref calls) < 3)
            {
                throw new InvalidOperationException("the grant was unreadable");
            }
            await seen.Task;
            await c.FinishAsync(new WriteBatch(), ct);
        });
        await using var host = await EngineHost.StartAsync(store, static o => o.HandlerBackOff = TimeSpan.FromMilliseconds(10), handler);
        var id = await host.AcceptAsync("t", "i");
        await Eventually.HoldsAsync(() => Volatile.Read(ref calls) == 3, "third call");
        var health = await host.HealthAsync();
        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Entries["operations"].Data[id].ToString().ShouldNotBeNull().ShouldContain("the grant was unreadable");
        seen.SetResult();
        await FinishedAsync(host, id);
        effects.Count.ShouldBe(3);
        (await host.HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Shutdown_hands_back_and_the_other_process_goes_on_at_once()
    {
        var first = new TaskCompletionSource();
        var ran = new ConcurrentQueue<(string Step, bool MayHaveRun)>();
        DelegateHandler Handler(bool blocks) => new(async (c, ct) =>
        {
            await c.RunGraphAsync(
                Chain(3),
                async (s, stop) =>
                {
                    ran.Enqueue((s.StepId, s.MayHaveRun));
                    if (blocks && s.StepId == "s1")
                    {
                        first.SetResult();
                        await Task.Delay(Timeout.Infinite, stop);
                    }
                    return null;
                },
                new(),
                ct);
            await c.FinishAsync(new WriteBatch(), ct);
        });
        await using var a = await EngineHost.StartAsync(store, static o => o.Lease = TimeSpan.FromMinutes(5), Handler(blocks: true));
        var id = await a.AcceptAsync("t", "i");
        await first.Task;
        await using var b = await EngineHost.StartAsync(store, static o => o.Lease = TimeSpan.FromMinutes(5), Handler(blocks: false));
        await a.StopAsync();
        await FinishedAsync(b, id);
        ran.ShouldBe([("s0", false), ("s1", false), ("s1", true), ("s2", false)]);
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_cannot_write_and_stops()
    {
        var blocked = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var lost = new TaskCompletionSource<Exception?>();
        var calls = 0;
        var handler = new DelegateHandler(async (c, ct) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                await c.FinishAsync(new WriteBatch(), ct);
                return;
            }
            blocked.SetResult();
            await release.Task;
            lost.SetResult(await Record.ExceptionAsync(() => c.CommitAsync(new WriteBatch(), CancellationToken.None)));
            ct.ThrowIfCancellationRequested();
        });
        await using var a = await EngineHost.StartAsync(store, static o => o.Lease = TimeSpan.FromMinutes(5), handler);
        var id = await a.AcceptAsync("t", "i");
        await blocked.Task;
        store.ExpireLease("operations", id);
        await using var b = await EngineHost.StartAsync(store, static _ => { }, handler);
        await FinishedAsync(b, id);
        release.SetResult();
        (await lost.Task).ShouldBeOfType<LeaseLostException>();
    }

    [Fact]
    public async Task Ten_thousand_of_one_tenant_do_not_delay_one_of_another()
    {
        var order = new ConcurrentQueue<string>();
        var gate = new TaskCompletionSource();
        var handler = new DelegateHandler(async (c, ct) =>
        {
            await gate.Task;
            order.Enqueue(c.Tenant.Value);
            await c.FinishAsync(new WriteBatch(), ct);
        });
        await using var host = await EngineHost.StartAsync(store, static o => o.Concurrency = 8, handler);
        for (var i = 0; i < 2_000; i++)
        {
            await host.AcceptAsync("a", $"i{i}");
        }
        var b = await host.AcceptAsync("b", "i");
        gate.SetResult();
        await Eventually.HoldsAsync(async () => (await host.RecordAsync("b", b)).Status == OperationStatus.Finished, "the operation of b");
        // It is claimed next; how many others go by before a busy thread pool runs it is the pool's. Without turns it would be the last of all.
        order.ToList().IndexOf("b").ShouldBeLessThan(1000);
    }

    internal static List<StepDefinition> Chain(int length)
        => [.. Enumerable.Range(0, length).Select(static i => new StepDefinition($"s{i}", i == 0 ? [] : [$"s{i - 1}"]))];

    private static Task FinishedAsync(EngineHost host, string id)
        => Eventually.HoldsAsync(async () => (await host.RecordAsync("t", id)).Status == OperationStatus.Finished, $"operation {id} finished", TimeSpan.FromSeconds(15));

    /// <summary>The same store seen from a process that is not told of the others' commits.</summary>
    private sealed class OtherProcess(IDocumentStore inner) : IDocumentStore
    {
        public event Action<string>? WorkEnqueued
        {
            add { }
            remove { }
        }

        public Task<Document<T>?> GetAsync<T>(DocumentCollection<T> collection, TenantId tenant, string id, CancellationToken cancellationToken) => inner.GetAsync(collection, tenant, id, cancellationToken);

        public Task<StorePage<T>> QueryAsync<T>(DocumentCollection<T> collection, TenantId tenant, StoreQuery query, CancellationToken cancellationToken) => inner.QueryAsync(collection, tenant, query, cancellationToken);

        public Task<StorePage<T>> QueryAllTenantsAsync<T>(DocumentCollection<T> collection, StoreQuery query, CancellationToken cancellationToken) => inner.QueryAllTenantsAsync(collection, query, cancellationToken);

        public Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellationToken) => inner.CommitAsync(batch, cancellationToken);

        public Task<IReadOnlyList<WorkClaim>> ClaimAsync(string queue, string owner, int max, TimeSpan lease, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<WorkClaim>>([]);

        public Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken) => inner.RenewAsync(claims, lease, cancellationToken);

        public Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken) => inner.ReleaseAsync(claims, cancellationToken);

        public Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken) => inner.NextNumbersAsync(tenant, counter, count, cancellationToken);

        public Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken) => inner.NextDueAsync(queue, cancellationToken);
    }
}
