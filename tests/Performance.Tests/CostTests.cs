using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Performance.Tests;

/// <summary>What work costs, counted in calls to the store: it must not depend on how many PM jobs there are besides.</summary>
public sealed class CostTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public async Task An_event_costs_one_write_and_a_period_the_same_few_calls_however_many_jobs_there_are(int others)
    {
        var clock = new ManualTimeProvider();
        var store = new CountingStore(new InMemoryDocumentStore(clock));
        using var engine = new PmEngine(store, clock, new PmEngine.TestObjects(), new PmEngine.RecordingOutbox(clock));
        for (var i = 0; i < others; i++)
        {
            await engine.JobAsync(3600, 3600, instances: ["other-" + i], watch: false);
        }
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 10);

        store.Calls.Clear();
        await engine.HearAsync("unknown", "cpu_utilization", start.AddSeconds(1), null, ("s1", 1));
        await engine.HearAsync("vnf", "power", start.AddSeconds(1), null, ("s1", 1));
        store.Calls.ShouldBeEmpty("nobody wants these");
        await engine.HearAsync("vnf", "cpu_utilization", start.AddSeconds(1), null, ("s1", 1), ("s2", 3));
        store.Calls.ShouldBe(["commit"]);

        clock.Advance(TimeSpan.FromSeconds(10));
        var claim = (await engine.ClaimAsync()).ShouldHaveSingleItem();
        store.Calls.Clear();
        await engine.RunAsync(claim);
        store.Calls.ShouldBe(["get", "get", "query", "query", "commit"]);
        (await engine.ReportsAsync(job)).ShouldHaveSingleItem();
    }

    private sealed class CountingStore(IDocumentStore inner) : IDocumentStore
    {
        public List<string> Calls { get; } = [];

        public event Action<string>? WorkEnqueued
        {
            add => inner.WorkEnqueued += value;
            remove => inner.WorkEnqueued -= value;
        }

        public Task<Document<T>?> GetAsync<T>(DocumentCollection<T> collection, TenantId tenant, string id, CancellationToken cancellationToken)
            => Count("get", inner.GetAsync(collection, tenant, id, cancellationToken));

        public Task<StorePage<T>> QueryAsync<T>(DocumentCollection<T> collection, TenantId tenant, StoreQuery query, CancellationToken cancellationToken)
            => Count("query", inner.QueryAsync(collection, tenant, query, cancellationToken));

        public Task<StorePage<T>> QueryAllTenantsAsync<T>(DocumentCollection<T> collection, StoreQuery query, CancellationToken cancellationToken)
            => Count("query all", inner.QueryAllTenantsAsync(collection, query, cancellationToken));

        public Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellationToken) => Count("commit", inner.CommitAsync(batch, cancellationToken));

        public Task<IReadOnlyList<WorkClaim>> ClaimAsync(string queue, string owner, int max, TimeSpan lease, CancellationToken cancellationToken)
            => Count("claim", inner.ClaimAsync(queue, owner, max, lease, cancellationToken));

        public Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken)
            => Count("renew", inner.RenewAsync(claims, lease, cancellationToken));

        public Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken) => inner.ReleaseAsync(claims, cancellationToken);

        public Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken)
            => Count("numbers", inner.NextNumbersAsync(tenant, counter, count, cancellationToken));

        public Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken) => Count("due", inner.NextDueAsync(queue, cancellationToken));

        private Task<T> Count<T>(string call, Task<T> task)
        {
            Calls.Add(call);
            return task;
        }
    }
}
