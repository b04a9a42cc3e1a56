using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>
/// A loop that claims items of one work queue, handles them side by side and keeps their leases. An item whose handling throws is due again after a back-off; at
/// shutdown what was not finished is handed back. Handling the same item twice must be harmless: after a crash it is.
/// </summary>
public abstract partial class QueueWorker : BackgroundLoop
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Of the time at most one in so many is spent on claims.</summary>
    private const int ClaimShare = 10;
    private static readonly TimeSpan LongestClaimInterval = TimeSpan.FromMilliseconds(100);
    private readonly QueueWorkerOptions options;
    private readonly ILogger logger;
    private readonly string owner;
    private readonly ConcurrentDictionary<string, Held> held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> failures = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<WorkClaim> handBack = [];
    private readonly CancellationTokenSource stopping = new();
    private DateTimeOffset renewAt = DateTimeOffset.MinValue;
    private long claimedAt;
    private TimeSpan claimTakes;

    /// <summary>Makes the worker.</summary>
    protected QueueWorker(string queue, QueueWorkerOptions options, IDocumentStore store, BackgroundLoopRegistry registry, TimeProvider time, ILogger logger)
        : base($"queue.{queue}", registry, time, logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        Queue = queue;
        this.options = options;
        this.logger = logger;
        Store = store;
        owner = $"{Environment.MachineName}:{Guid.CreateVersion7(time.GetUtcNow()):N}";
        store.WorkEnqueued += OnWorkEnqueued;
    }

    /// <summary>The queue.</summary>
    protected string Queue { get; }

    /// <summary>The store.</summary>
    protected IDocumentStore Store { get; }

    /// <inheritdoc/>
    protected override TimeSpan LongestBackOff => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        Store.WorkEnqueued -= OnWorkEnqueued;
        await base.StopAsync(cancellationToken);
        await stopping.CancelAsync();
        await Task.WhenAll(held.Values.Select(static h => h.Completion)).WaitAsync(options.Lease, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!handBack.IsEmpty)
        {
            try
            {
                await Store.ReleaseAsync([.. handBack], CancellationToken.None);
            }
            catch (StoreUnavailableException away)
            {
                // A database that is away must not keep the service from ending: the leases run out by themselves.
                Log.NotHandedBack(logger, away, handBack.Count, Queue);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Store.WorkEnqueued -= OnWorkEnqueued;
        stopping.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Handles one item; ends with a commit that completes or reschedules the claim.</summary>
    /// <param name="claim">The item and its fence.</param>
    /// <param name="cancellationToken">Cancelled at shutdown: stop, the item is handed back.</param>
    protected abstract Task HandleAsync(WorkClaim claim, CancellationToken cancellationToken);

    /// <summary>Called once after each claim, before its items are handled.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The handling of an item failed this many times in a row in this process, this time included; forgotten when it succeeds.</summary>
    protected int NoteFailure(WorkClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (failures.Count > 100_000)
        {
            // only the back-off depends on it: starting over costs some early tries
            failures.Clear();
        }
        return failures.AddOrUpdate(claim.Item.Id, 1, static (_, n) => n + 1);
    }

    /// <summary>The item is done with, one way or the other.</summary>
    protected void ForgetFailures(WorkClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        failures.TryRemove(claim.Item.Id, out _);
    }

    /// <summary>Pause after a number of failures: the first one, doubled with each further failure up to the longest, less up to a quarter of jitter.</summary>
    protected TimeSpan Pause(int failed)
    {
        var wait = options.FirstBackOff * Math.Pow(2, Math.Min(failed - 1, 30));
        wait = wait < options.LongestBackOff ? wait : options.LongestBackOff;
        return wait * (1 - (0.25 * options.Random()));
    }

    /// <inheritdoc/>
    protected sealed override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        await RenewAsync(cancellationToken);
        var longest = options.Lease / 4 < options.IdlePoll && !held.IsEmpty ? options.Lease / 4 : options.IdlePoll;
        var room = options.Concurrency - held.Count;
        if (room <= 0)
        {
            return longest;
        }
        await GatherAsync(cancellationToken);
        var claims = await Store.ClaimAsync(Queue, owner, room, options.Lease, CancellationToken.None);
        claimTakes = ((claimTakes * 3) + Stopwatch.GetElapsedTime(claimedAt)) / 4;
        if (claims.Count > 0)
        {
            try
            {
                await PrepareAsync(cancellationToken);
            }
            catch
            {
                await Store.ReleaseAsync(claims, CancellationToken.None);
                throw;
            }
        }
        foreach (var claim in claims)
        {
            var holder = new Held(claim);
            if (held.TryAdd(claim.Item.Id, holder))
            {
                holder.Completion = Task.Run(() => GuardAsync(holder), CancellationToken.None);
            }
        }
        if (claims.Count >= room)
        {
            return longest;
        }
        if (claims.Count > 0)
        {
            // what follows in the same order may be claimable as soon as these are done; their completion wakes us
            return longest;
        }
        var next = await Store.NextDueAsync(Queue, cancellationToken);
        var pause = next is { } due ? due - Time.GetUtcNow() : longest;
        return pause < ShortestPause ? ShortestPause : pause < longest ? pause : longest;
    }

    /// <summary>
    /// A claim is a transaction: under load several wake-ups share one, without load nobody waits. The longer the database takes for a claim, the more is gathered: each takes time from the work that is under
    /// way. Real time whatever clock was given: only how much is grouped depends on it.
    /// </summary>
    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        var interval = claimTakes * ClaimShare;
        interval = interval > LongestClaimInterval ? LongestClaimInterval : interval;
        interval = interval > options.ClaimInterval ? interval : options.ClaimInterval;
        var since = Stopwatch.GetElapsedTime(claimedAt);
        if (since < interval)
        {
            await Task.Delay(interval - since, TimeProvider.System, cancellationToken);
        }
        claimedAt = Stopwatch.GetTimestamp();
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        if (held.IsEmpty || now < renewAt)
        {
            return;
        }
        renewAt = now + (options.Lease / 4);
        var ours = await Store.RenewAsync([.. held.Values.Select(static h => h.Claim)], options.Lease, cancellationToken);
        foreach (var claim in ours)
        {
            if (held.TryGetValue(claim.Item.Id, out var holder) && holder.Claim.Fence == claim.Fence)
            {
                holder.Claim = claim;
            }
        }
    }

    private async Task GuardAsync(Held holder)
    {
        var claim = holder.Claim;
        try
        {
            await HandleAsync(claim, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            handBack.Add(claim);
        }
        catch (StoreConflictException e) when (e.Conflict.Kind == StoreConflictKind.LeaseLost)
        {
            Log.Lost(logger, Queue, claim.Item.Id);
        }
        catch (Exception e)
        {
            await PostponeAsync(claim, e);
        }
        finally
        {
            held.TryRemove(KeyValuePair.Create(claim.Item.Id, holder));
            Wake();
        }
    }

    private async Task PostponeAsync(WorkClaim claim, Exception error)
    {
        var failed = NoteFailure(claim);
        var pause = Pause(failed);
        Log.Failed(logger, error, Queue, claim.Item.Id, failed, pause.TotalSeconds);
        try
        {
            await Store.CommitAsync(new WriteBatch().Reschedule(claim, Time.GetUtcNow() + pause), CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            // its lease runs out, then it is claimed again
            Log.NotPostponed(logger, e, Queue, claim.Item.Id);
        }
    }

    private void OnWorkEnqueued(string queue)
    {
        if (queue == Queue)
        {
            Wake();
        }
    }

    private sealed class Held(WorkClaim claim)
    {
        public WorkClaim Claim { get; set; } = claim;

        public Task Completion { get; set; } = Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Item {Item} of queue {Queue} failed ({Failures} times here); it stays first in its order and is tried again in {Seconds} s")]
        public static partial void Failed(ILogger logger, Exception error, string queue, string item, int failures, double seconds);

        [LoggerMessage(2, LogLevel.Warning, "Item {Item} of queue {Queue} passed to another worker while it was handled here; it may be handled twice")]
        public static partial void Lost(ILogger logger, string queue, string item);

        [LoggerMessage(4, LogLevel.Warning, "Shutdown: the database did not answer, so {Held} items of queue {Queue} are not handed back; other workers take them when their leases run out")]
        public static partial void NotHandedBack(ILogger logger, Exception exception, int held, string queue);

        [LoggerMessage(3, LogLevel.Error, "Item {Item} of queue {Queue} could not be postponed; it is due again when its lease runs out")]
        public static partial void NotPostponed(ILogger logger, Exception error, string queue, string item);
    }
}
