using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>
/// The only one in this process who writes to the file. It takes what is waiting, runs it in one transaction with a savepoint for each job, and lets
/// one fsync make all of it durable: under load the cost of durability is shared, without load nobody waits for company.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    private const int MaxGroupBytes = 32 * 1024 * 1024;

    private readonly Channel<SqliteJob> queue;
    private readonly Func<SqliteStatements> open;
    private readonly StoreOptions options;
    private readonly ILogger logger;
    private readonly Task loop;
    private SqliteStatements? db;

    public SqliteWriter(Func<SqliteStatements> open, StoreOptions options, ILogger logger)
    {
        this.open = open;
        this.options = options;
        this.logger = logger;
        queue = Channel.CreateBounded<SqliteJob>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        loop = Task.Run(LoopAsync);
    }

    /// <summary>Waits for room in the queue, then for the job to be durable. Once queued a job cannot be taken back: its outcome would be unknown.</summary>
    public async Task<T> RunAsync<T>(SqliteJob<T> job, CancellationToken cancellationToken)
    {
        if (!queue.Writer.TryWrite(job))
        {
            try
            {
                await queue.Writer.WriteAsync(job, cancellationToken);
            }
            catch (ChannelClosedException)
            {
                throw new ObjectDisposedException(nameof(SqliteDocumentStore), "The document store was closed; nothing was written.");
            }
        }
        return await job.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        db?.Dispose();
    }

    private async Task LoopAsync()
    {
        var group = new List<SqliteJob>(options.MaxGroup);
        while (await queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            var bytes = 0;
            while (group.Count < options.MaxGroup && bytes < MaxGroupBytes && queue.Reader.TryRead(out var job))
            {
                group.Add(job);
                bytes += job.Bytes;
            }
            await RunWithRetryAsync(group);
        }
    }

    private async Task RunWithRetryAsync(List<SqliteJob> group)
    {
        var started = Stopwatch.GetTimestamp();
        for (var delay = 10; ; delay = Math.Min(delay * 2, 500))
        {
            try
            {
                RunTogether(group);
                return;
            }
            catch (SqliteException e) when (SqliteErrors.IsTransient(e) && Stopwatch.GetElapsedTime(started) < options.RetryFor)
            {
                Log.Retrying(logger, options.Path!, e.Message);
                await Task.Delay(delay);
            }
            catch (SqliteException e) when (SqliteErrors.IsUnreachable(e))
            {
                // not the fault of any of them
                group.ForEach(job => Fail(job, e));
                return;
            }
            catch (Exception e)
            {
                if (group.Count == 1)
                {
                    Fail(group[0], e);
                    return;
                }
                // what one of them did may have broken all: each gets a verdict of its own
                group.ForEach(RunAlone);
                return;
            }
        }
    }

    private void RunAlone(SqliteJob job)
    {
        try
        {
            RunTogether([job]);
        }
        catch (Exception e)
        {
            Fail(job, e);
        }
    }

    private void Fail(SqliteJob job, Exception e)
    {
        Log.Failed(logger, e, options.Path!);
        job.Failed(e is SqliteException s ? SqliteErrors.Unavailable(options.Path!, s) : e);
    }

    private void RunTogether(List<SqliteJob> group)
    {
        db ??= open();
        try
        {
            db.Execute("BEGIN IMMEDIATE");
            foreach (var job in group)
            {
                RunInSavepoint(job);
            }
            db.Execute("COMMIT");
        }
        catch
        {
            // a connection that saw a failure is not trusted again; closing it rolls back
            db.Dispose();
            db = null;
            throw;
        }
        foreach (var job in group)
        {
            job.Done();
        }
    }

    private void RunInSavepoint(SqliteJob job)
    {
        job.OwnFailure = null;
        if (job.NeedsSavepoint)
        {
            db!.Execute("SAVEPOINT job");
        }
        var keep = false;
        try
        {
            keep = job.Run(db!);
        }
        catch (Exception e) when (e is not SqliteException s || !SqliteErrors.IsOfDatabase(s))
        {
            job.OwnFailure = e;
        }
        if (job.NeedsSavepoint)
        {
            if (!keep)
            {
                db!.Execute("ROLLBACK TO job");
            }
            db!.Execute("RELEASE job");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "SQLite database {File} is not available, trying again: {Reason}")]
        public static partial void Retrying(ILogger logger, string file, string reason);

        [LoggerMessage(2, LogLevel.Error, "A write to the SQLite database {File} failed; its caller was told")]
        public static partial void Failed(ILogger logger, Exception exception, string file);
    }
}
