using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Execution.Tests;

public sealed class LifecycleTests
{
    /// <summary>SOL003 §5.6.2.2, figure 5.6.2.2-1.</summary>
    private static readonly Dictionary<OperationPhase, OperationPhase[]> Legal = new()
    {
        [OperationPhase.Starting] = [OperationPhase.Processing, OperationPhase.RolledBack],
        [OperationPhase.Processing] = [OperationPhase.Completed, OperationPhase.FailedTemp],
        [OperationPhase.FailedTemp] = [OperationPhase.Processing, OperationPhase.RollingBack, OperationPhase.Failed],
        [OperationPhase.RollingBack] = [OperationPhase.RolledBack, OperationPhase.FailedTemp],
        [OperationPhase.Completed] = [],
        [OperationPhase.Failed] = [],
        [OperationPhase.RolledBack] = [],
    };

    private readonly InMemoryDocumentStore database = new(TimeProvider.System);
    private readonly ToyWorld world = new();

    [Fact]
    public async Task An_accepted_operation_reaches_its_target()
    {
        await using var process = await StartAsync();
        (await process.AcceptAsync("o", Toy.Input(Toy.Chain))).ShouldBeNull();
        await process.BecomesAsync("o", OperationPhase.Completed);
        await ConsistentAsync(process, Toy.Chain, OperationPhase.Starting, OperationPhase.Processing, OperationPhase.Completed);

        // Terminate is the empty target.
        (await process.AcceptAsync("o2", Toy.Input([]))).ShouldBeNull();
        await process.BecomesAsync("o2", OperationPhase.Completed);
        world.Things.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_operation_is_rolled_back_and_frees_the_instance()
    {
        await using var process = await StartAsync();
        await process.AcceptAsync("o", Toy.Input(Toy.Chain, refused: true));
        await process.BecomesAsync("o", OperationPhase.RolledBack);
        await ConsistentAsync(process, [], OperationPhase.Starting, OperationPhase.RolledBack);
        (await OccurrenceAsync(process, "o")).Error.ShouldBe("no room");
        (await process.AcceptAsync("o2", Toy.Input(Toy.Chain))).ShouldBeNull();
        await process.BecomesAsync("o2", OperationPhase.Completed);
    }

    [Fact]
    public async Task A_failure_parks_the_operation_with_its_lock_and_a_retry_goes_on_from_there()
    {
        await using var process = await StartAsync();
        await FailTempAsync(process);
        var error = (await OccurrenceAsync(process, "o")).Error.ShouldNotBeNull();
        error.ShouldContain("create:compute/c/0");
        error.ShouldContain("3 of 4 steps");
        (await process.AcceptAsync("other", Toy.Input([]))).ShouldNotBeNull().Problem.Detail.ShouldContain("busy with the operation 'o'");
        (await process.Gateway.CancelAsync(Toy.Tenant, "o", CancelRequest.Forceful, default)).ShouldNotBeNull().Problem.Status.ShouldBe(409);

        world.Broken.Clear();
        (await process.Gateway.ContinueAsync(Toy.Tenant, "o", RunModes.Retry, default)).ShouldBeNull();
        await process.BecomesAsync("o", OperationPhase.Completed);
        await ConsistentAsync(process, Toy.Chain, OperationPhase.Starting, OperationPhase.Processing, OperationPhase.FailedTemp, OperationPhase.Processing, OperationPhase.Completed);
        world.Made.Values.ShouldAllBe(n => n == 1);
        (await process.Gateway.ContinueAsync(Toy.Tenant, "o", RunModes.Retry, default)).ShouldNotBeNull().Problem.Status.ShouldBe(409);
    }

    [Fact]
    public async Task A_roll_back_restores_what_was_before_also_after_it_failed_itself()
    {
        await using var process = await StartAsync();
        await process.AcceptAsync("first", Toy.Input([Toy.Node("network/n", 1), Toy.Node("storage/s", 7)]));
        await process.BecomesAsync("first", OperationPhase.Completed);

        await FailTempAsync(process);
        world.Things["storage/s"].ShouldBe(1);
        world.Broken["delete:port/p/0"] = true;
        (await process.Gateway.ContinueAsync(Toy.Tenant, "o", RunModes.Rollback, default)).ShouldBeNull();
        await Eventually.HoldsAsync(async () => (await NotifiedAsync(process, "o")).Count == 5, "the roll back stops");
        world.Broken.Clear();
        (await process.Gateway.ContinueAsync(Toy.Tenant, "o", RunModes.Rollback, default)).ShouldBeNull();
        await process.BecomesAsync("o", OperationPhase.RolledBack);
        await ConsistentAsync(
            process, [Toy.Node("network/n", 1), Toy.Node("storage/s", 7)],
            OperationPhase.Starting, OperationPhase.Processing, OperationPhase.FailedTemp, OperationPhase.RollingBack, OperationPhase.FailedTemp, OperationPhase.RollingBack, OperationPhase.RolledBack);
    }

    [Fact]
    public async Task A_given_up_operation_frees_the_instance_and_leaves_nothing_out_of_reach()
    {
        await using var process = await StartAsync();
        await FailTempAsync(process);
        var (problem, occurrence) = await process.Gateway.FailAsync(Toy.Tenant, "o", default);
        problem.ShouldBeNull();
        occurrence!.Phase.ShouldBe(OperationPhase.Failed);
        (await InstanceAsync(process)).GivenUp.ShouldBeTrue();
        (await NotifiedAsync(process, "o")).ShouldBe([OperationPhase.Starting, OperationPhase.Processing, OperationPhase.FailedTemp, OperationPhase.Failed]);

        (await process.AcceptAsync("clean", Toy.Input([]))).ShouldBeNull();
        await process.BecomesAsync("clean", OperationPhase.Completed);
        world.Things.ShouldBeEmpty();
        (await process.Gateway.FailAsync(Toy.Tenant, "o", default)).Problem.ShouldNotBeNull().Problem.Status.ShouldBe(409);
        (await process.Gateway.FailAsync(Toy.Tenant, "nobody", default)).Problem.ShouldNotBeNull().Problem.Status.ShouldBe(404);
    }

    [Fact]
    public async Task Cancelled_before_its_first_step_it_never_happened()
    {
        await using var process = await StartAsync();
        var gate = world.Gate("prepare");
        await process.AcceptAsync("o", Toy.Input(Toy.Chain));
        await world.ReachedAsync("prepare");
        (await process.Gateway.CancelAsync(Toy.Tenant, "o", CancelRequest.Graceful, default)).ShouldBeNull();
        (await OccurrenceAsync(process, "o")).CancelPending.ShouldBeTrue();
        gate.SetResult();
        await process.BecomesAsync("o", OperationPhase.RolledBack);
        await ConsistentAsync(process, [], OperationPhase.Starting, OperationPhase.RolledBack);
        world.Made.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_while_running_it_stops_and_can_be_rolled_back(bool forceful)
    {
        // The short lease of the tests that kill runs out under a runner that gets no processor for 0.4 s; then another claim takes the operation up, and a step that ended
        // meanwhile is uncertain, rightly. That is not what is tested here.
        await using var process = await StartAsync(TimeSpan.FromSeconds(30));
        var gate = world.Gate("create:port/p/0");
        await process.AcceptAsync("o", Toy.Input(Toy.Chain));
        await world.ReachedAsync("create:port/p/0");
        (await process.Gateway.CancelAsync(Toy.Tenant, "o", forceful ? CancelRequest.Forceful : CancelRequest.Graceful, default)).ShouldBeNull();
        if (!forceful)
        {
            // Graceful lets a running step end. A worker learns of a request within half a second; the step ends after that.
            await Eventually.HoldsAsync(() => world.Running?.Cancel == CancelRequest.Graceful, "the worker knows of the cancel request");
            gate.SetResult();
        }
        await process.BecomesAsync("o", OperationPhase.FailedTemp);
        gate.TrySetResult();
        world.Things.ContainsKey("compute/c/0").ShouldBeFalse();
        (await OccurrenceAsync(process, "o")).CancelPending.ShouldBeFalse();
        var condition = (await InstanceAsync(process)).Resources.Single(r => r.Node.Key == "port/p/0").Condition;
        condition.ShouldBe(forceful ? ResourceCondition.Uncertain : ResourceCondition.Present);

        (await process.Gateway.ContinueAsync(Toy.Tenant, "o", RunModes.Rollback, default)).ShouldBeNull();
        await process.BecomesAsync("o", OperationPhase.RolledBack);
        await ConsistentAsync(process, [], OperationPhase.Starting, OperationPhase.Processing, OperationPhase.FailedTemp, OperationPhase.RollingBack, OperationPhase.RolledBack);
    }

    [Fact]
    public async Task A_cancel_that_meets_the_stop_between_its_reads_is_refused_and_says_what_is_possible()
    {
        await using var process = await StartAsync();
        var gate = world.Gate("create:port/p/0");
        world.Broken["create:port/p/0"] = true;
        await process.AcceptAsync("o", Toy.Input(Toy.Chain));
        await world.ReachedAsync("create:port/p/0");
        process.Store.AfterNextGet = (Toy.Occurrences.Name, StopAsync);
        var refused = (await process.Gateway.CancelAsync(Toy.Tenant, "o", CancelRequest.Graceful, default)).ShouldNotBeNull().Problem;
        refused.Status.ShouldBe(409);
        refused.Detail.ShouldContain("retried, rolled back or failed");
        process.Store.AfterNextGet.ShouldBeNull("the operation stopped between the reads");

        async Task StopAsync()
        {
            gate.SetResult();
            await process.BecomesAsync("o", OperationPhase.FailedTemp);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_commit_it_ends_the_same(bool diesAfter)
    {
        for (var diesAt = 1; ; diesAt++)
        {
            var store = new InMemoryDocumentStore(TimeProvider.System);
            var cloud = new ToyWorld();
            await PutInstanceAsync(store);
            // The request is taken by another process, so that the commits of the one that dies are those of the run.
            await using var killed = await ToyProcess.StartAsync(store, cloud, diesAt, diesAfter);
            await AcceptElsewhereAsync(store, cloud);
            await Eventually.HoldsAsync(() => Task.FromResult(killed.Store.Dead || Phase(store) == OperationPhase.Completed), "it died or was done");
            var survived = !killed.Store.Dead;
            await using var heir = await ToyProcess.StartAsync(store, cloud);
            await heir.BecomesAsync("o", OperationPhase.Completed);
            await ConsistentAsync(heir, cloud, Toy.Chain, [OperationPhase.Starting, OperationPhase.Processing, OperationPhase.Completed]);
            cloud.Made.Values.ShouldAllBe(n => n == 1);
            if (survived)
            {
                // Plan, journal entries of four steps, end: all of them have been died at.
                diesAt.ShouldBeGreaterThan(4);
                return;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_commit_of_a_roll_back_it_ends_the_same(bool diesAfter)
    {
        for (var diesAt = 1; ; diesAt++)
        {
            var store = new InMemoryDocumentStore(TimeProvider.System);
            var cloud = new ToyWorld();
            await PutInstanceAsync(store);
            await using (var first = await ToyProcess.StartAsync(store, cloud))
            {
                cloud.Broken["create:compute/c/0"] = true;
                await first.AcceptAsync("o", Toy.Input(Toy.Chain));
                await first.BecomesAsync("o", OperationPhase.FailedTemp);
            }
            await using var killed = await ToyProcess.StartAsync(store, cloud, diesAt + 1, diesAfter);
            (await killed.Gateway.ContinueAsync(Toy.Tenant, "o", RunModes.Rollback, default)).ShouldBeNull();
            await Eventually.HoldsAsync(() => Task.FromResult(killed.Store.Dead || Phase(store) == OperationPhase.RolledBack), "it died or was done");
            var survived = !killed.Store.Dead;
            await using var heir = await ToyProcess.StartAsync(store, cloud);
            await heir.BecomesAsync("o", OperationPhase.RolledBack);
            await ConsistentAsync(
                heir, cloud, [], [OperationPhase.Starting, OperationPhase.Processing, OperationPhase.FailedTemp, OperationPhase.RollingBack, OperationPhase.RolledBack]);
            if (survived)
            {
                return;
            }
        }
    }

    private static OperationPhase? Phase(InMemoryDocumentStore store) => store.GetAsync(Toy.Occurrences, Toy.Tenant, "o", default).GetAwaiter().GetResult()?.Value.Phase;

    private static async Task AcceptElsewhereAsync(InMemoryDocumentStore store, ToyWorld cloud)
    {
        // A process whose engine is dead from the start still has a gateway: only its commit matters.
        var front = new ToyStore(store);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDocumentStore>(front);
        services.AddOperationEngine();
        await using var provider = services.BuildServiceProvider();
        var gateway = new LifecycleGateway<ToyInstance, ToyOccurrence>(
            new ToySubject(cloud, front), front, provider.GetRequiredService<IOperationEngine>(), new ToyOutbox(cloud));
        var instance = (await front.GetAsync(Toy.Instances, Toy.Tenant, "i", default))!;
        var refused = await gateway.AcceptAsync(
            instance, new ToyOccurrence(OperationPhase.Starting), OperationPhase.Starting,
            new OperationSubmission { Id = "o", Tenant = Toy.Tenant, InstanceId = "i", Kind = Toy.Kind, FairnessGroup = "t", Input = Toy.Input(Toy.Chain) }, null, default);
        refused.ShouldBeNull();
    }

    private async Task<ToyProcess> StartAsync(TimeSpan? lease = null)
    {
        await PutInstanceAsync(database);
        return await ToyProcess.StartAsync(database, world, lease: lease);
    }

    private static async Task PutInstanceAsync(InMemoryDocumentStore store)
        => (await store.CommitAsync(new WriteBatch().Insert(Toy.Instances, Toy.Tenant, "i", new ToyInstance([])), default)).ThrowIfConflict();

    private async Task FailTempAsync(ToyProcess process)
    {
        world.Broken["create:compute/c/0"] = true;
        (await process.AcceptAsync("o", Toy.Input(Toy.Chain))).ShouldBeNull();
        await process.BecomesAsync("o", OperationPhase.FailedTemp);
    }

    private Task ConsistentAsync(ToyProcess process, IReadOnlyList<ResourceNode> target, params OperationPhase[] phases) => ConsistentAsync(process, world, target, phases);

    /// <summary>World, record and target agree; what was told is what the standard allows.</summary>
    private static async Task ConsistentAsync(ToyProcess process, ToyWorld world, IReadOnlyList<ResourceNode> target, OperationPhase[] phases)
    {
        world.Things.ToDictionary(StringComparer.Ordinal).ShouldBe(target.ToDictionary(n => n.Key, n => ((StorageSpec)n.Spec).SizeGib, StringComparer.Ordinal), ignoreOrder: true);
        var resources = (await InstanceAsync(process)).Resources;
        resources.Select(r => r.Node.Key).ShouldBe(target.Select(n => n.Key), ignoreOrder: true);
        resources.ShouldAllBe(r => r.Condition == ResourceCondition.Present && r.ResourceId == "id:" + r.Node.Key);
        var told = await NotifiedAsync(process, "o");
        if (told.Count > 0)
        {
            told.ShouldBe(phases);
            told.Zip(told.Skip(1)).ShouldAllBe(step => Legal[step.First].Contains(step.Second));
        }
    }

    private static async Task<List<OperationPhase>> NotifiedAsync(ToyProcess process, string operationId)
        => [.. (await process.Store.QueryAsync(Toy.Notifications, Toy.Tenant, new StoreQuery { Limit = 100 }, default)).Items.Where(n => n.Value.OperationId == operationId).Select(n => n.Value.Phase)];

    private static async Task<ToyOccurrence> OccurrenceAsync(ToyProcess process, string id) => (await process.Store.GetAsync(Toy.Occurrences, Toy.Tenant, id, default))!.Value;

    private static async Task<ToyInstance> InstanceAsync(ToyProcess process) => (await process.Store.GetAsync(Toy.Instances, Toy.Tenant, "i", default))!.Value;
}
