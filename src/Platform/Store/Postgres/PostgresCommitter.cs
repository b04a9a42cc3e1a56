using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>
/// Commits batches in groups: each of a few loops takes what is waiting and sends it as one implicit transaction, one round trip and one flush for all. When one of
/// them is refused, the transaction is gone; the others are sent again without it and it gets a transaction, and a verdict, of its own.
/// </summary>
internal sealed partial class PostgresCommitter : IAsyncDisposable
{
    private const int MaxGroupBytes = 8 * 1024 * 1024;
    private const int MaxRefusalsPerGroup = 4;

    private static readonly TimeSpan TrustedIdleTime = TimeSpan.FromSeconds(1);

    private readonly Channel<PostgresPending> queue;
    private readonly NpgsqlDataSource source;
    private readonly PostgresCommands commands;
    private readonly StoreOptions options;
    private readonly ILogger logger;
    private readonly Task[] loops;

    public PostgresCommitter(NpgsqlDataSource source, PostgresCommands commands, StoreOptions options, ILogger logger)
    {
        this.source = source;
        this.commands = commands;
        this.options = options;
        this.logger = logger;
        queue = Channel.CreateBounded<PostgresPending>(options.QueueCapacity);
        loops = [.. Enumerable.Range(0, options.Committers).Select(_ => Task.Run(LoopAsync))];
    }

    /// <summary>Waits for room, then for the verdict. Once queued a batch cannot be taken back: its outcome would be unknown.</summary>
    public async Task<StoreConflict?> CommitAsync(PostgresPending pending, CancellationToken cancellationToken)
    {
        try
        {
            await queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(PostgresDocumentStore), "The document store was closed; nothing was written.");
        }
        return await pending.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await Task.WhenAll(loops);
    }

    private async Task LoopAsync()
    {
        await using var link = new Link(source);
        var group = new List<PostgresPending>();
        while (await queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            var bytes = 0;
            while (group.Count < options.MaxGroup && bytes < MaxGroupBytes && queue.Reader.TryRead(out var pending))
            {
                group.Add(pending);
                bytes += pending.Bytes;
            }
            if (group.Count > 0)
            {
                await CommitGroupAsync(link, group);
            }
        }
    }

    private async Task CommitGroupAsync(Link link, List<PostgresPending> group)
    {
        var alone = new List<PostgresPending>();
        while (group.Count > 1 && alone.Count < MaxRefusalsPerGroup)
        {
            var (culprit, _, failure) = await SendWithRetryAsync(link, group);
            if (culprit is not null)
            {
                group.Remove(culprit);
                alone.Add(culprit);
                continue;
            }
            foreach (var pending in group)
            {
                Answer(pending, conflict: null, failure);
            }
            group.Clear();
        }
        foreach (var pending in alone.Concat(group))
        {
            var (_, conflict, failure) = await SendWithRetryAsync(link, [pending]);
            Answer(pending, conflict, failure);
        }
    }

    private void Answer(PostgresPending pending, StoreConflict? conflict, Exception? failure)
    {
        if (failure is null)
        {
            pending.Done(conflict);
            return;
        }
        Log.Failed(logger, failure);
        pending.Failed(failure);
    }

    /// <summary>Sends a group until it is committed, or one of it is found to be refused or wrong, or time is up.</summary>
    private async Task<(PostgresPending? Culprit, StoreConflict? Conflict, Exception? Failure)> SendWithRetryAsync(Link link, IReadOnlyList<PostgresPending> group)
    {
        var started = Stopwatch.GetTimestamp();
        for (var delay = 5; ; delay = Math.Min(delay * 2, 500))
        {
            var sent = false;
            var built = new PostgresGroup(group, commands);
            try
            {
                await using var batch = built.Batch();
                batch.Connection = await link.OpenAsync();
                sent = true;
                await batch.ExecuteNonQueryAsync();
                link.Used();
                return (null, null, null);
            }
            catch (PostgresException e) when (!PostgresErrors.IsRolledBackAndTransient(e) && built.OwnerOf(e) is var (pending, write))
            {
                return e.SqlState == PostgresSchema.Refused
                    ? (pending, PostgresCommands.Conflict(write, PostgresGroup.KindOf(e)), null)
                    : (group.Count > 1 ? pending : null, null, e);
            }
            catch (Exception e) when ((PostgresErrors.IsRolledBackAndTransient(e) || (!sent && PostgresErrors.IsTransient(e))) && Stopwatch.GetElapsedTime(started) < options.RetryFor)
            {
                Log.Retrying(logger, e.Message);
                await link.CloseAsync();
                // the jitter keeps two groups that met in a deadlock from meeting again
                await Task.Delay(delay + Random.Shared.Next(delay));
            }
            catch (Exception e)
            {
                await link.CloseAsync();
                return (null, null, PostgresErrors.Unavailable(e, nothingWritten: !sent || e is PostgresException));
            }
        }
    }

    /// <summary>The connection of a loop, kept while it works. One that was idle is asked first, so that a server restarted meanwhile costs no write its certainty.</summary>
    private sealed class Link(NpgsqlDataSource source) : IAsyncDisposable
    {
        private NpgsqlConnection? connection;
        private long lastUse;

        public async Task<NpgsqlConnection> OpenAsync()
        {
            if (connection is not null && Stopwatch.GetElapsedTime(lastUse) > TrustedIdleTime)
            {
                try
                {
                    await using var ask = new NpgsqlCommand("SELECT 1", connection);
                    await ask.ExecuteNonQueryAsync();
                }
                catch (NpgsqlException)
                {
                    await CloseAsync();
                }
            }
            connection ??= await source.OpenConnectionAsync();
            return connection;
        }

        public void Used() => lastUse = Stopwatch.GetTimestamp();

        public async Task CloseAsync()
        {
            if (connection is { } old)
            {
                connection = null;
                await old.DisposeAsync();
            }
        }

        public async ValueTask DisposeAsync() => await CloseAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A commit group is tried again: {Reason}")]
        public static partial void Retrying(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Error, "A commit to PostgreSQL failed; its caller was told")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
