using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Assurance.Decisions;
using NfvOrchestrator.Assurance.Evaluation;
using NfvOrchestrator.Assurance.Policies;
using NfvOrchestrator.Assurance.Tests.Service;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Assurance.Tests.Evaluation;

public sealed class DecisionBookTests
{
    private static readonly TenantId Tenant = new("t1");

    [Fact]
    public async Task Several_processes_that_see_the_same_breach_make_one_decision()
    {
        var clock = new ManualTimeProvider();
        var store = new InMemoryDocumentStore(clock);
        var policy = AssuranceHost.Policy();
        await store.CommitAsync(new WriteBatch().Insert(AssuranceCollections.Policies, Tenant, policy.Id, policy), CancellationToken.None);
        var verdict = new ThresholdVerdict(ScaleType.SCALE_OUT, clock.GetUtcNow(), 90, clock.GetUtcNow().AddSeconds(-20), 5, 90, 90, 90);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Book(store, clock).DecideAsync(new CachedPolicy(Tenant, 1, policy), verdict, CancellationToken.None))));
        (await AllAsync(store)).Count.ShouldBe(1);
        store.Waiting(AssuranceCollections.DecisionQueue).ShouldBe(1);

        // a policy that was changed since decides nothing
        await Book(store, clock).DecideAsync(new CachedPolicy(Tenant, 7, AssuranceHost.Policy("p2")), verdict, CancellationToken.None);
        (await AllAsync(store)).Count.ShouldBe(1);
    }

    private static DecisionBook Book(InMemoryDocumentStore store, TimeProvider clock) => new(store, new AssuranceOptions(), clock, NullLogger<DecisionBook>.Instance);

    private static async Task<IReadOnlyList<Document<ScalingDecision>>> AllAsync(InMemoryDocumentStore store)
        => (await store.QueryAsync(AssuranceCollections.Decisions, Tenant, new StoreQuery(), CancellationToken.None)).Items;
}
