using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance.Decisions;

/// <summary>Claims decisions and carries them out; after a restart it goes on where the store says.</summary>
internal sealed partial class DecisionLoop : BackgroundLoop
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private readonly string owner = $"assurance-{Guid.NewGuid():N}";
    private readonly IDocumentStore store;
    private readonly DecisionExecutor executor;
    private readonly AssuranceOptions options;
    private readonly ILogger logger;
    private readonly List<Task> running = [];

    public DecisionLoop(IDocumentStore store, DecisionExecutor executor, AssuranceOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<DecisionLoop> logger)
        : base("assurance.decisions", registry, time, logger)
    {
        (this.store, this.executor, this.options, this.logger) = (store, executor, options, logger);
        store.WorkEnqueued += OnEnqueued;
    }

    public override void Dispose()
    {
        store.WorkEnqueued -= OnEnqueued;
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // every step hands its claim back when it is cancelled
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Steps run beside each other, so that a VNFM that does not answer for one VNF holds up no other.</summary>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        var done = running.Where(static t => t.IsCompleted).ToList();
        running.RemoveAll(done.Contains);
        // what a step could not deal with (the store is away) counts as a failed turn; its claim comes back when the lease ends
        await Task.WhenAll(done);
        if (running.Count == AtOnce)
        {
            return LongestPause;
        }
        var claims = await store.ClaimAsync(AssuranceCollections.DecisionQueue, owner, AtOnce - running.Count, Lease, cancellationToken);
        running.AddRange(claims.Select(c => StepAndWakeAsync(c, cancellationToken)));
        var wait = await store.NextDueAsync(AssuranceCollections.DecisionQueue, cancellationToken) - Time.GetUtcNow() ?? LongestPause;
        // other processes enqueue as well, which nobody tells us: never longer than a second
        return wait < ShortestPause ? ShortestPause : wait > LongestPause ? LongestPause : wait;
    }

    private async Task StepAndWakeAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await StepAsync(claim, cancellationToken);
        }
        finally
        {
            Wake();
        }
    }

    private async Task StepAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        try
        {
            await executor.StepAsync(claim, cancellationToken);
        }
        catch (StoreConflictException e)
        {
            // changed meanwhile (a policy deleted, a lease lost): read again at the next turn
            Log.Overtaken(logger, e, claim.Item.Id);
            await GiveBackAsync(claim, cancellationToken);
        }
        catch (EventBusException e)
        {
            Log.NotTold(logger, e, claim.Item.Id);
            await GiveBackAsync(claim, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // shutting down: hand it to whoever comes next instead of letting the lease run out
            using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await store.ReleaseAsync([claim], brief.Token);
            throw;
        }
    }

    private async Task GiveBackAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(new WriteBatch().Reschedule(claim, Time.GetUtcNow() + options.RetryPause), cancellationToken);
        if (!result.Ok)
        {
            Log.LeaseLost(logger, claim.Item.Id);
        }
    }

    private void OnEnqueued(string queue)
    {
        if (queue == AssuranceCollections.DecisionQueue)
        {
            Wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3041, LogLevel.Information, "Decision {Id} was changed meanwhile; it is looked at again.")]
        public static partial void Overtaken(ILogger logger, Exception error, string id);

        [LoggerMessage(3042, LogLevel.Warning, "The event about the end of decision {Id} could not be published; it is tried again.")]
        public static partial void NotTold(ILogger logger, Exception error, string id);

        [LoggerMessage(3043, LogLevel.Information, "Decision {Id} is now in the hands of another process.")]
        public static partial void LeaseLost(ILogger logger, string id);
    }
}
