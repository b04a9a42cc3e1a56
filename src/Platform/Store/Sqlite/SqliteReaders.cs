using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>A few connections that only read; write-ahead logging lets them read while the writer writes.</summary>
internal sealed class SqliteReaders(Func<SqliteStatements> open, StoreOptions options) : IDisposable
{
    private readonly ConcurrentBag<SqliteStatements> idle = [];
    private readonly SemaphoreSlim slots = new(options.Readers);
    private volatile bool closed;

    /// <summary>Reads with a connection of its own. The reading itself does not block on writers, so it is done on the caller's thread.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteStatements, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(SqliteDocumentStore));
        await slots.WaitAsync(cancellationToken);
        SqliteStatements? db = null;
        try
        {
            if (!idle.TryTake(out db))
            {
                db = open();
            }
            var result = read(db);
            idle.Add(db);
            db = null;
            return result;
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.IsOfDatabase(e) ? SqliteErrors.Unavailable(options.Path!, e) : e;
        }
        finally
        {
            // after an exception the connection may be in the middle of something
            db?.Dispose();
            slots.Release();
            if (closed)
            {
                CloseIdle();
            }
        }
    }

    public void Dispose()
    {
        closed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (idle.TryTake(out var db))
        {
            db.Dispose();
        }
    }
}
