using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;
using Xunit.Abstractions;

namespace NfvOrchestrator.Platform.Tests.Operations;

/// <summary>The engine on the real store: what the model store cannot show.</summary>
public sealed class EngineOnSqliteTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("nfv-engine-").FullName;
    private readonly List<IDocumentStore> stores = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in stores.OfType<IAsyncDisposable>())
        {
            await store.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task With_default_options_the_operations_of_a_killed_process_move_again_within_five_seconds()
    {
        var started = new TaskCompletionSource();
        DelegateHandler Handler(bool hangs) => new(async (c, ct) =>
        {
            await c.RunGraphAsync(
                EngineTests.Chain(2),
                async (s, stop) =>
                {
                    s.MayHaveRun.ShouldBe(!hangs && s.StepId == "s0");
                    if (hangs)
                    {
                        started.TrySetResult();
                        await Task.Delay(Timeout.Infinite, stop);
                    }
                    return null;
                },
                new(),
                ct);
            await c.FinishAsync(new WriteBatch(), ct);
        });
        await using var killed = await EngineHost.StartAsync(await OpenAsync(), static _ => { }, Handler(hangs: true));
        var id = await killed.AcceptAsync("t", "i");
        await started.Task;
        killed.Kill();
        var clock = Stopwatch.StartNew();
        await using var next = await EngineHost.StartAsync(await OpenAsync(), static _ => { }, Handler(hangs: false));
        await Eventually.HoldsAsync(async () => (await next.RecordAsync("t", id)).Status == OperationStatus.Finished, "finished", TimeSpan.FromSeconds(20));
        output.WriteLine($"moved again after {clock.Elapsed.TotalSeconds:0.0} s");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Two_processes_share_a_backlog_and_a_small_tenant_is_served_promptly()
    {
        const int backlog = 3_000;
        var handler = new DelegateHandler(async (c, ct) =>
        {
            await c.RunGraphAsync(EngineTests.Chain(5), static (_, _) => Task.FromResult<JsonElement?>(null), new(), ct);
            await c.FinishAsync(new WriteBatch(), ct);
        });
        var front = await OpenAsync();
        var accepting = new OperationEngine(front, new CancelHints(TimeProvider.System), TimeProvider.System);
        async Task<string> AcceptAsync(string tenant, string instance)
        {
            var id = Guid.CreateVersion7().ToString();
            var batch = new WriteBatch();
            accepting.Accept(batch, new OperationSubmission
            {
                Id = id,
                Tenant = new TenantId(tenant),
                InstanceId = instance,
                Kind = "test",
                FairnessGroup = tenant,
                Input = JsonSerializer.SerializeToElement(1),
            });
            (await front.CommitAsync(batch, default)).ThrowIfConflict();
            return id;
        }
        await Task.WhenAll(Enumerable.Range(0, backlog).Select(i => AcceptAsync("a", $"i{i}")));
        var small = await AcceptAsync("b", "only");
        var clock = Stopwatch.StartNew();
        await using var one = await EngineHost.StartAsync(await OpenAsync(), static o => o.ClaimLinger = TimeSpan.FromMilliseconds(5), handler);
        await using var two = await EngineHost.StartAsync(await OpenAsync(), static o => o.ClaimLinger = TimeSpan.FromMilliseconds(5), handler);
        await Eventually.HoldsAsync(async () => (await one.RecordAsync("b", small)).Status == OperationStatus.Finished, "the small tenant");
        var served = clock.Elapsed;
        await Eventually.HoldsAsync(async () => await front.NextDueAsync("operations", default) is null, "the backlog", TimeSpan.FromMinutes(3));
        output.WriteLine($"small tenant after {served.TotalSeconds:0.00} s; {backlog / clock.Elapsed.TotalSeconds:0} operations of 5 steps per second, two processes, full durability");
        served.ShouldBeLessThan(TimeSpan.FromTicks(clock.Elapsed.Ticks / 2));
        var locks = await front.QueryAsync(OperationCollections.Locks, new TenantId("a"), new StoreQuery(), default);
        locks.Items.ShouldBeEmpty();
    }

    private async Task<IDocumentStore> OpenAsync()
    {
        var store = DocumentStoreFactory.Create(new StoreOptions { Path = Path.Combine(folder, "store.db") }, OperationCollections.All, TimeProvider.System, NullLoggerFactory.Instance);
        await ((IStoreLifetime)store).InitializeAsync(default);
        stores.Add(store);
        return store;
    }
}
