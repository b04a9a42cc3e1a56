using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Operations;

/// <summary>
/// Random step graphs in random weather: processes are killed and replaced, leases expire under their runners, steps fail, people cancel. The world outside the
/// store is a set of resources; the checks are the promises of the engine.
/// </summary>
public partial class EngineModelTests
{
    private static readonly DocumentCollection<Outcome> Outcomes = new() { Name = "outcomes", TypeInfo = ModelJson.Default.Outcome };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Promises_hold_in_any_weather(int seed)
    {
        var random = new Random(seed);
        var store = new InMemoryDocumentStore(TimeProvider.System);
        var world = new World(seed);
        var hosts = new List<EngineHost>();

        // Where a lease ran out under a living runner (expired by this test, or because the machine was too slow for it), the fence and not the clock keeps the order.
        store.TakenOver = (_, id) => world.Meddled.TryAdd(id, true);
        async Task StartAsync()
        {
            EngineHost? host = null;
            var handler = new DelegateHandler((c, ct) => world.RunAsync(() => host!.Alive, c, ct));
            host = await EngineHost.StartAsync(
                store,
                static o =>
                {
                    o.Lease = TimeSpan.FromMilliseconds(400);
                    o.IdlePoll = TimeSpan.FromMilliseconds(50);
                    o.CancelPoll = TimeSpan.FromMilliseconds(50);
                    o.HandlerBackOff = TimeSpan.FromMilliseconds(5);
                    o.MaxHandlerBackOff = TimeSpan.FromMilliseconds(50);
                    o.Concurrency = 8;
                },
                handler);
            hosts.Add(host);
        }
        await StartAsync();
        await StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            ids.Add(await hosts[0].AcceptAsync("t", $"i{i}"));
        }
        var tenant = new TenantId("t");
        var kills = 0;
        async Task<bool> AllEndedAsync()
        {
            foreach (var id in ids)
            {
                if ((await store.GetAsync(OperationCollections.Operations, tenant, id, default))!.Value.Status != OperationStatus.Finished)
                {
                    return false;
                }
            }
            return true;
        }
        while (!await AllEndedAsync())
        {
            var some = ids[random.Next(ids.Count)];
            switch (random.Next(12))
            {
                case 0 when kills < 4:
                    kills++;
                    hosts[random.Next(hosts.Count)].Kill();
                    hosts.RemoveAll(static h => !h.Alive);
                    await StartAsync();
                    break;
                case 1:
                    store.ExpireLease("operations", some);
                    break;
                case 2 when (await store.GetAsync(OperationCollections.Operations, tenant, some, default)) is { Value.Status: OperationStatus.Active } active:
                    var batch = new WriteBatch();
                    hosts[^1].Engine.RequestCancel(batch, active, random.Next(2) == 0 ? CancelRequest.Graceful : CancelRequest.Forceful);
                    await store.CommitAsync(batch, default);
                    break;
                default:
                    await Task.Delay(random.Next(20));
                    break;
            }
            world.Broken.ShouldBeEmpty();
        }
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
        world.Broken.ShouldBeEmpty();
        store.Waiting("operations").ShouldBe(0);
        foreach (var id in ids)
        {
            var outcome = (await store.GetAsync(Outcomes, tenant, id, default))!;
            outcome.Version.ShouldBe(1);
            if (outcome.Value.Succeeded)
            {
                var journal = await StepJournal.ReadAsync(store, tenant, id, 1, default);
                journal.Count.ShouldBe(world.GraphOf(id).Count);
                journal.ShouldAllBe(static r => r.State == StepState.Succeeded);
                world.Resources.Keys.Count(r => r.StartsWith(id, StringComparison.Ordinal)).ShouldBe(journal.Count);
            }
        }
        (await store.QueryAsync(OperationCollections.Locks, tenant, new StoreQuery(), default)).Items.ShouldBeEmpty();
        (await store.QueryAsync(OperationCollections.Cancels, tenant, new StoreQuery(), default)).Items.ShouldBeEmpty();
    }

    internal sealed record Outcome(bool Succeeded);

    [JsonSerializable(typeof(Outcome))]
    private sealed partial class ModelJson : JsonSerializerContext;

    private sealed class World(int seed)
    {
        private readonly ConcurrentDictionary<(string Id, Guid Run), Func<bool>> runners = new();
        private readonly ConcurrentDictionary<string, Guid> newest = new();
        private int dice = seed * 7919;

        public ConcurrentDictionary<string, bool> Resources { get; } = new();

        public ConcurrentDictionary<string, bool> Meddled { get; } = new();

        public ConcurrentQueue<string> Broken { get; } = new();

        public List<StepDefinition> GraphOf(string id)
        {
            var random = new Random(string.GetHashCode(id, StringComparison.Ordinal) ^ seed);
            return [.. Enumerable.Range(0, 1 + random.Next(12)).Select(i => new StepDefinition($"s{i}", [.. Enumerable.Range(0, i).Where(_ => random.Next(4) == 0).Select(static j => $"s{j}")]))];
        }

        public async Task RunAsync(Func<bool> alive, IOperationContext context, CancellationToken cancellationToken)
        {
            var id = context.Operation.Id;
            var me = (id, Guid.NewGuid());
            runners[me] = alive;
            newest[id] = me.Item2;
            if (!Meddled.ContainsKey(id) && runners.Any(r => r.Key.Id == id && r.Key != me && r.Value()))
            {
                Broken.Enqueue($"two runners for {id}");
            }
            try
            {
                var graph = GraphOf(id);
                var byId = graph.ToDictionary(static s => s.Id);
                var result = await context.RunGraphAsync(
                    graph,
                    (s, ct) => StepAsync(alive, me, byId[s.StepId], s, ct),
                    new StepGraphOptions { MaxParallel = 4, BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5), MaxAttempts = 50 },
                    cancellationToken);
                if (Roll() % 10 == 0)
                {
                    throw new InvalidOperationException("handler trips");
                }
                await context.FinishAsync(new WriteBatch().Insert(Outcomes, context.Tenant, id, new Outcome(result.Succeeded)), cancellationToken);
            }
            finally
            {
                runners.TryRemove(me, out _);
            }
        }

        private async Task<JsonElement?> StepAsync(Func<bool> alive, (string Id, Guid Run) me, StepDefinition step, StepContext context, CancellationToken stop)
        {
            var id = me.Id;
            if (Roll() % 4 == 0)
            {
                await Task.Delay(Roll() % 15, stop);
            }
            if (!alive())
            {
                // what a killed process had in its hands stands still
                await new TaskCompletionSource().Task;
            }
            if (Roll() % 10 == 0)
            {
                throw new HttpRequestException("reset before");
            }
            foreach (var on in step.DependsOn)
            {
                if (!Resources.ContainsKey($"{id}/{on}"))
                {
                    Broken.Enqueue($"{id}: {step.Id} ran before {on}");
                }
                if (!context.Outputs.ContainsKey(on))
                {
                    Broken.Enqueue($"{id}: {step.Id} cannot see the output of {on}");
                }
            }
            // a runner whose lease ran out unnoticed may come late and find the work of its successor
            if (!Resources.TryAdd($"{id}/{step.Id}", true) && !context.MayHaveRun && newest[id] == me.Run)
            {
                Broken.Enqueue($"{id}: {step.Id} was not told that it may have run");
            }
            if (Roll() % 10 == 0)
            {
                throw new HttpRequestException("reset after");
            }
            return JsonSerializer.SerializeToElement(step.Id);
        }

        private int Roll() => new Random(Interlocked.Increment(ref dice)).Next(1000);
    }
}
