using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Idempotency;

public class IdempotencyTests
{
    private static readonly TenantId T = new("t");
    private readonly ManualTimeProvider time = new();
    private readonly IdempotencyOptions options = new();
    private readonly InMemoryDocumentStore store;
    private readonly IdempotencyStore keys;

    public IdempotencyTests()
    {
        store = new InMemoryDocumentStore(time);
        keys = new IdempotencyStore(store, options, time);
    }

    [Fact]
    public async Task Same_key_same_content_replays_other_content_is_422_other_tenant_is_new()
    {
        var print = IdempotencyStore.Fingerprint("POST", "/x", "{}"u8);
        (await keys.FindAsync(T, "vnflcm", "k", print, default)).ShouldBeNull();
        var answer = new IdempotentReplay(201, "/x/1", """{"id":"1"}""");
        (await RememberAsync(print, answer)).Ok.ShouldBeTrue();
        (await keys.FindAsync(T, "vnflcm", "k", print, default)).ShouldBe(answer);
        (await keys.FindAsync(new TenantId("other"), "vnflcm", "k", print, default)).ShouldBeNull();
        var refused = await Should.ThrowAsync<SolProblemException>(() => keys.FindAsync(T, "vnflcm", "k", IdempotencyStore.Fingerprint("POST", "/x", "{ }"u8), default));
        refused.Problem.StatusCode.ShouldBe(422);

        var late = await RememberAsync(print, answer);
        IdempotencyStore.IsReplayConflict(late).ShouldBeTrue();
    }

    [Fact]
    public async Task Keys_are_forgotten_after_their_time()
    {
        var print = IdempotencyStore.Fingerprint("POST", "/x", "{}"u8);
        await RememberAsync(print, new IdempotentReplay(201, "/x/1", null));
        time.Advance(options.KeepFor);
        (await keys.FindAsync(T, "vnflcm", "k", print, default)).ShouldBeNull();
        (await RememberAsync(print, new IdempotentReplay(201, "/x/2", null))).Ok.ShouldBeTrue();

        time.Advance(options.KeepFor);
        using var sweeper = new IdempotencySweeper(store, options, new BackgroundLoopRegistry(), time, NullLogger<IdempotencySweeper>.Instance);
        await sweeper.StartAsync(default);
        await Eventually.HoldsAsync(async () => (await store.QueryAsync(IdempotencyStore.Collection, T, new StoreQuery(), default)).Items.Count == 0, "swept");
        await sweeper.StopAsync(default);
    }

    private Task<CommitResult> RememberAsync(string print, IdempotentReplay answer)
    {
        var batch = new WriteBatch();
        keys.Remember(batch, T, "vnflcm", "k", print, answer);
        return store.CommitAsync(batch, default);
    }
}
