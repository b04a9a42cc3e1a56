using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Claims operations as long as there is room for more, and starts their runners.</summary>
internal sealed partial class OperationWorker : BackgroundLoop
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private readonly IDocumentStore store;
    private readonly RunningOperations operations;
    private readonly OperationRunner runner;
    private readonly OperationEngineOptions options;
    private readonly ILogger<OperationWorker> logger;
    private readonly IHostApplicationLifetime? lifetime;
    private readonly ConcurrentBag<WorkClaim> handBack = [];

    // unique per start: a restarted process must never mistake the claims of its past life for its own
    private readonly string owner;

    public OperationWorker(
        IDocumentStore store,
        RunningOperations operations,
        OperationRunner runner,
        OperationEngineOptions options,
        BackgroundLoopRegistry registry,
        TimeProvider time,
        ILogger<OperationWorker> logger,
        IHostApplicationLifetime? lifetime = null)
        : base("operations.worker", registry, time, logger)
    {
        this.store = store;
        this.operations = operations;
        this.runner = runner;
        this.options = options;
        this.logger = logger;
        this.lifetime = lifetime;
        owner = $"{options.OwnerName}:{Guid.CreateVersion7(time.GetUtcNow()):N}";
        store.WorkEnqueued += OnWorkEnqueued;
    }

    // work of a store that is back again must not wait for half a minute
    protected override TimeSpan LongestBackOff => TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        store.WorkEnqueued -= OnWorkEnqueued;
        await base.StopAsync(cancellationToken);
        var held = operations.All;
        foreach (var operation in held)
        {
            operation.Stop();
        }

        // Whoever does not stop in time keeps its claim until the lease ends: handing it back would let two run it.
        await Task.WhenAll(held.Select(static o => o.Completion)).WaitAsync(options.StopGrace * 2, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!handBack.IsEmpty)
        {
            var claims = handBack.ToArray();
            try
            {
                await store.ReleaseAsync(claims, CancellationToken.None);
                Log.HandedBack(logger, claims.Length, held.Count - claims.Length);
            }
            catch (StoreUnavailableException away)
            {
                // A database that is away must not keep the service from ending: the leases run out by themselves.
                Log.NotHandedBack(logger, away, claims.Length);
            }
        }
    }

    public override void Dispose()
    {
        store.WorkEnqueued -= OnWorkEnqueued;
        base.Dispose();
    }

    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        await UntilTheHostHasStartedAsync(cancellationToken);
        if (operations.Count > 0 && options.ClaimLinger > TimeSpan.Zero)
        {
            await Task.Delay(options.ClaimLinger, Time, cancellationToken);
        }
        var room = options.Concurrency - operations.Count;
        if (room <= 0)
        {
            return options.IdlePoll;
        }

        // not cancellable: a claim that we did not hear of would block its operation until the lease ends
        var claims = await store.ClaimAsync(OperationCollections.Queue, owner, room, options.Lease, CancellationToken.None);
        foreach (var claim in claims)
        {
            await StartAsync(claim);
        }
        if (claims.Count >= room)
        {
            return options.IdlePoll;
        }
        var next = await store.NextDueAsync(OperationCollections.Queue, cancellationToken);
        var pause = next is { } due ? due - Time.GetUtcNow() : options.IdlePoll;
        return pause < ShortestPause ? ShortestPause : pause < options.IdlePoll ? pause : options.IdlePoll;
    }

    /// <summary>
    /// Operations write links to their service, into grant requests and notifications. Where it listens is known when the host has started; an operation taken up before, after a
    /// restart, would fail for want of an address.
    /// </summary>
    private async Task UntilTheHostHasStartedAsync(CancellationToken cancellationToken)
    {
        if (lifetime is null || lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return;
        }
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(cancellationToken);
    }

    private async Task StartAsync(WorkClaim claim)
    {
        var running = new RunningOperation(claim);
        if (!operations.TryAdd(running))
        {
            // An earlier claim of ours ran out and its runner still winds down; two of them must not run at once.
            await store.CommitAsync(new WriteBatch().Reschedule(claim, Time.GetUtcNow() + TimeSpan.FromMilliseconds(200)), CancellationToken.None);
            return;
        }
        running.Completion = Task.Run(() => RunAsync(running), CancellationToken.None);
    }

    private async Task RunAsync(RunningOperation running)
    {
        try
        {
            if (await runner.RunAsync(running))
            {
                handBack.Add(running.Claim);
            }
        }
        finally
        {
            operations.Remove(running);
            if (operations.Count >= options.Concurrency - 1)
            {
                Wake();
            }
        }
    }

    private void OnWorkEnqueued(string queue)
    {
        if (queue == OperationCollections.Queue)
        {
            Wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Shutdown: {Released} operations handed back to other workers at once, {Left} end or follow when their lease runs out")]
        public static partial void HandedBack(ILogger logger, int released, int left);

        [LoggerMessage(2, LogLevel.Warning, "Shutdown: the database did not answer, so {Held} operations are not handed back; other workers take them when their leases run out")]
        public static partial void NotHandedBack(ILogger logger, Exception exception, int held);
    }
}
