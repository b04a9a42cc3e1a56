using System.Collections.Concurrent;
using NfvOrchestrator.Nfvo.Grants.Quotas;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants.Ledger;

/// <summary>
/// Where everything that changes the ledger queues up. Whoever is first takes all that wait through one transaction: under load many grants and conclusions share one commit, without load
/// nobody waits for others. A job that fails fails alone. Between processes the versions of the pages decide: who comes second reads again and tries again.
/// </summary>
internal sealed class LedgerDesk(IDocumentStore store, VimClient vim, INotificationOutbox outbox, NfvoOptions options, TimeProvider clock) : IDisposable
{
    private const int MaxWaiting = 4096;
    private const int MaxTogether = 64;
    private const int MaxAttempts = 24;

    /// <summary>After this many lost races the jobs are taken one by one, so that one that cannot be stored keeps no other from it.</summary>
    private const int MaxAttemptsTogether = 12;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentQueue<LedgerJob> waiting = new();
    private readonly LedgerBook book = new(store);
    private int waitingCount;

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    /// <summary>Runs a job, together with those that wait.</summary>
    /// <exception cref="SolProblemException">503: too many wait, the VIM does not tell its capacity, or other processes were faster too often.</exception>
    public async Task<T> RunAsync<T>(LedgerJob<T> job, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref waitingCount) > MaxWaiting)
        {
            Interlocked.Decrement(ref waitingCount);
            throw SolProblem.Unavailable($"{MaxWaiting} bookings wait for the capacity ledger already. Nothing was reserved; repeat the request.", TimeSpan.FromSeconds(2)).ToException();
        }
        waiting.Enqueue(job);
        while (!job.Completion.IsCompleted)
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                if (!job.Completion.IsCompleted)
                {
                    // Not the caller's token: the work of others is in it.
                    await RunTogetherAsync(Take());
                }
            }
            finally
            {
                gate.Release();
            }
        }
        return await job.Result;
    }

    /// <summary>Runs a job on the ledger as it is now and keeps nothing of what it does.</summary>
    /// <exception cref="SolProblemException">503: the VIM does not tell its capacity.</exception>
    public async Task<T> TryOutAsync<T>(LedgerJob<T> job, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var transaction = new LedgerTransaction(store, await book.ReadAsync(cancellationToken), clock.GetUtcNow());
            foreach (var able in await RefreshAsync(transaction, [job]))
            {
                await able.FetchAsync(transaction, cancellationToken);
                able.Apply(transaction);
                able.Done();
            }
        }
        finally
        {
            gate.Release();
        }
        return await job.Result;
    }

    private List<LedgerJob> Take()
    {
        var jobs = new List<LedgerJob>();
        while (jobs.Count < MaxTogether && waiting.TryDequeue(out var job))
        {
            Interlocked.Decrement(ref waitingCount);
            if (job.IsWanted)
            {
                jobs.Add(job);
            }
            else
            {
                job.Fail(new OperationCanceledException());
            }
        }
        return jobs;
    }

    private async Task RunTogetherAsync(List<LedgerJob> jobs)
    {
        try
        {
            for (var attempt = 1; jobs.Count > 0; attempt++)
            {
                if (attempt > MaxAttemptsTogether && jobs.Count > 1)
                {
                    foreach (var job in jobs)
                    {
                        await RunTogetherAsync([job]);
                    }
                    return;
                }
                if (attempt > MaxAttempts)
                {
                    jobs[0].Fail(SolProblem.Unavailable("Other processes of the NFVO were faster each time this was to be booked in the capacity ledger. Nothing was reserved; repeat the request.", TimeSpan.FromSeconds(1)).ToException());
                    return;
                }
                jobs = await TryAsync(jobs);
            }
        }
        catch (Exception failure)
        {
            // The store did not answer: whether the commit took place is not known.
            book.Forget();
            jobs.ForEach(job => job.Fail(failure));
        }
    }

    /// <summary>One attempt of a transaction.</summary>
    /// <returns>The jobs that are to be tried again; none when the transaction was committed.</returns>
    private async Task<List<LedgerJob>> TryAsync(List<LedgerJob> jobs)
    {
        var transaction = new LedgerTransaction(store, await book.ReadAsync(CancellationToken.None), clock.GetUtcNow());
        jobs = await RefreshAsync(transaction, jobs);
        var fetched = await Task.WhenAll(jobs.Select(job => GuardAsync(job, () => job.FetchAsync(transaction, CancellationToken.None))));
        var applied = jobs.Where((job, i) => fetched[i] && Guard(job, () => job.Apply(transaction))).ToList();
        QuotaNotifications.AddTo(transaction, outbox);
        var batch = new WriteBatch();
        var pages = book.AddTo(batch, transaction.State);
        transaction.Grants.AddTo(batch);
        transaction.Reservations.AddTo(batch);
        batch.Include(transaction.Also);
        if (!(await store.CommitAsync(batch, CancellationToken.None)).Ok)
        {
            book.Forget();
            return applied;
        }
        book.Committed(transaction.State, pages);
        applied.ForEach(job => job.Done());
        return [];
    }

    /// <summary>Asks the VIMs that were not asked for a while.</summary>
    /// <returns>The jobs that can go on.</returns>
    private async Task<List<LedgerJob>> RefreshAsync(LedgerTransaction transaction, List<LedgerJob> jobs)
    {
        var silent = new Dictionary<string, Exception>(StringComparer.Ordinal);
        foreach (var (vimId, tenant) in jobs.SelectMany(static j => j.Vims.Select(v => (VimId: v, j.Tenant))).DistinctBy(static v => v.VimId).ToList())
        {
            if (transaction.State.IsFresh(vimId, transaction.Now, options.CapacityAge))
            {
                continue;
            }
            try
            {
                var read = await AskAsync(vimId, tenant);
                var known = transaction.State.Capacity;
                known = known.Zones.Any(z => z.VimId == vimId) ? known : await RecountAsync(known, read);
                transaction.State = new LedgerState(known.RefreshVim(read), [.. transaction.State.Readings.Where(r => r.VimId != vimId), new VimReading(vimId, transaction.Now)]);
            }
            catch (SolProblemException failure)
            {
                silent.Add(vimId, failure);
            }
        }
        if (silent.Count == 0)
        {
            return jobs;
        }
        // A job can do without one VIM as long as it knows another.
        var able = new List<LedgerJob>();
        foreach (var job in jobs)
        {
            if (job.Vims.Count > 0 && job.Vims.All(silent.ContainsKey))
            {
                job.Fail(silent[job.Vims[0]]);
            }
            else
            {
                able.Add(job);
            }
        }
        return able;
    }

    /// <summary>A VIM that the ledger does not know: what is held there already is counted from the reservations (the ledger was lost, or is of an older version).</summary>
    private async Task<ZoneLedger> RecountAsync(ZoneLedger known, Placement.Capacity.VimCapacity read)
    {
        string? after = null;
        var held = new List<Reservation>();
        do
        {
            var page = await store.QueryAllTenantsAsync(GrantCollections.Reservations, new StoreQuery { AfterId = after, Limit = 1000 }, CancellationToken.None);
            held.AddRange(page.Items.Select(r => r.Value).Where(r => r.Lines.Any(l => l.VimId == read.VimId)));
            after = page.NextAfterId;
        }
        while (after is not null);
        return known.Recount(read, held);
    }

    private async Task<Placement.Capacity.VimCapacity> AskAsync(string vimId, TenantId tenant)
    {
        using var scope = TenantContext.Use(tenant);
        try
        {
            return await CapacityReader.ReadAsync(vim, vimId, options.Sites.TryGetValue(vimId, out var site) ? site : null, CancellationToken.None);
        }
        catch (VimException silent)
        {
            throw SolProblem.Unavailable($"The VIM account '{vimId}' did not tell its capacity: {silent.Message} Nothing was reserved; repeat the request.", TimeSpan.FromSeconds(5)).ToException(silent);
        }
    }

    private static async Task<bool> GuardAsync(LedgerJob job, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception reason) when (reason is not StoreUnavailableException)
        {
            job.Fail(reason);
            return false;
        }
    }

    private static bool Guard(LedgerJob job, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception reason)
        {
            job.Fail(reason);
            return false;
        }
    }
}
