using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>
/// Reads single documents in groups: each of a few loops takes what is waiting and asks for it in one round trip. Where there is no load a read is a group of its own; under load,
/// where sending and waking the server is most of what a read costs, many share that, and those that want the same document share the answer.
/// </summary>
internal sealed class PostgresReader : IAsyncDisposable
{
    private const int MaxGroup = 64;

    private readonly Channel<Pending> queue;
    private readonly Func<Func<NpgsqlConnection, Task>, Task> call;
    private readonly ConcurrentDictionary<string, string> statements = new(StringComparer.Ordinal);
    private readonly Task[] loops;

    /// <param name="options">How many loops, and how many reads may wait.</param>
    /// <param name="call">Runs on a connection, again when the server was away for a moment.</param>
    public PostgresReader(StoreOptions options, Func<Func<NpgsqlConnection, Task>, Task> call)
    {
        this.call = call;
        queue = Channel.CreateBounded<Pending>(options.QueueCapacity);
        loops = [.. Enumerable.Range(0, options.Readers).Select(_ => Task.Run(LoopAsync))];
    }

    /// <summary>A document's version and JSON; null when there is none.</summary>
    public async Task<(long Version, byte[] Json)?> GetAsync(string table, TenantId tenant, string id, CancellationToken cancellationToken)
    {
        var pending = new Pending((table, tenant.Value, id), cancellationToken);
        try
        {
            await queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(PostgresDocumentStore), "The document store was closed.");
        }
        return await pending.Answer.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await Task.WhenAll(loops);
    }

    private async Task LoopAsync()
    {
        var group = new List<Pending>();
        while (await queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MaxGroup && queue.Reader.TryRead(out var pending))
            {
                if (!pending.Cancellation.IsCancellationRequested)
                {
                    group.Add(pending);
                }
            }
            if (group.Count > 0 && await TryReadAsync(group) is { } failure)
            {
                await BlameAsync(group, failure);
            }
        }
    }

    /// <summary>One that cannot be read must not keep the others of its group from their answers.</summary>
    private async Task BlameAsync(List<Pending> group, Exception failure)
    {
        foreach (var pending in group.Where(static p => !p.Answer.Task.IsCompleted))
        {
            var its = group.Count == 1 || failure is StoreUnavailableException ? failure : await TryReadAsync([pending]);
            if (its is not null)
            {
                pending.Answer.TrySetException(its);
            }
        }
    }

    private async Task<Exception?> TryReadAsync(List<Pending> group)
    {
        try
        {
            await call(connection => ReadAsync(connection, group));
            return null;
        }
        catch (Exception e)
        {
            return e; // goes to whoever asked
        }
    }

    private async Task ReadAsync(NpgsqlConnection connection, List<Pending> group)
    {
        var wanted = group.Where(static p => !p.Answer.Task.IsCompleted).GroupBy(static p => p.Key).ToList();
        if (wanted.Count == 0)
        {
            return; // all were answered before the connection broke
        }
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (table, tenant, id) in wanted.Select(static w => w.Key))
        {
            var sql = statements.GetOrAdd(table, static t => $"SELECT version, doc FROM \"{t}\" WHERE tenant = $1 AND id = $2");
            batch.BatchCommands.Add(PostgresCommands.Command(sql, [tenant, id]));
        }
        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var same in wanted)
        {
            (long, byte[])? answer = await reader.ReadAsync() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
            foreach (var pending in same)
            {
                pending.Answer.TrySetResult(answer);
            }
            await reader.NextResultAsync();
        }
    }

    private sealed class Pending((string Table, string Tenant, string Id) key, CancellationToken cancellation)
    {
        public (string Table, string Tenant, string Id) Key => key;

        public CancellationToken Cancellation => cancellation;

        public TaskCompletionSource<(long Version, byte[] Json)?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
