using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>The document store in a SQLite file: one writer with group commit, several readers, documents as binary JSON.</summary>
public sealed class SqliteDocumentStore : IDocumentStore, IStoreLifetime
{
    private readonly StoreOptions options;
    private readonly CollectionRegistry collections;
    private readonly TimeProvider time;
    private readonly ILogger<SqliteDocumentStore> logger;
    private readonly SqliteConnections connections;
    private readonly SqliteBatches batches;
    private readonly SqliteReaders readers;
    private readonly SqliteWriter writer;
    private readonly SemaphoreSlim initializing = new(1);
    private volatile bool ready;

    /// <summary>A store over the file that the options name; it is opened by <see cref="InitializeAsync"/> or the first call.</summary>
    public SqliteDocumentStore(StoreOptions options, IEnumerable<IDocumentCollection> collections, TimeProvider time, ILogger<SqliteDocumentStore> logger)
    {
        this.options = options;
        this.collections = new CollectionRegistry(collections);
        this.time = time;
        this.logger = logger;
        connections = new SqliteConnections(options);
        batches = new SqliteBatches(this.collections, time);
        readers = new SqliteReaders(connections.OpenReader, options);
        writer = new SqliteWriter(connections.OpenWriter, options, logger);
    }

    /// <inheritdoc/>
    public event Action<string>? WorkEnqueued;

    /// <inheritdoc/>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        if (ready)
        {
            return;
        }
        await initializing.WaitAsync(cancellationToken);
        try
        {
            if (!ready)
            {
                using var db = connections.OpenWriter();
                SqliteSchema.Ensure(db, collections);
                ready = true;
            }
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Unavailable(options.Path!, e);
        }
        finally
        {
            initializing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<Document<T>?> GetAsync<T>(DocumentCollection<T> collection, TenantId tenant, string id, CancellationToken cancellationToken)
    {
        StoreLimits.CheckTenant(tenant);
        await InitializeAsync(cancellationToken);
        var sql = batches.Sql(collection).Get;
        var (version, json) = await readers.ReadAsync(
            db =>
            {
                using var reader = db.Read(sql, tenant.Value, id);
                return reader.Read() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0L, null);
            },
            cancellationToken);
        return json is null ? null : new Document<T>(tenant, id, version, Value(collection, id, json));
    }

    /// <inheritdoc/>
    public Task<StorePage<T>> QueryAsync<T>(DocumentCollection<T> collection, TenantId tenant, StoreQuery query, CancellationToken cancellationToken)
    {
        StoreLimits.CheckTenant(tenant);
        return PageAsync(collection, tenant, query, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StorePage<T>> QueryAllTenantsAsync<T>(DocumentCollection<T> collection, StoreQuery query, CancellationToken cancellationToken)
        => PageAsync(collection, tenant: null, query, cancellationToken);

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(WriteBatch batch, CancellationToken cancellationToken)
    {
        StoreLimits.Check(batch);
        collections.Check(batch);
        if (batch.Writes.Count == 0)
        {
            return new CommitResult(Conflict: null);
        }
        await InitializeAsync(cancellationToken);
        var conflict = await WriteAsync(
            db =>
            {
                var found = batches.Apply(db, batch);
                return (found is null, found);
            },
            // a single document write is atomic by itself
            needsSavepoint: batch.Writes.Count > 1 || batch.Writes[0] is StoreWrite.Enqueue or StoreWrite.Complete,
            StoreLimits.Bytes(batch),
            cancellationToken);
        if (conflict is null && WorkEnqueued is { } listeners)
        {
            WorkSignal.Raise(listeners, WorkSignal.Woken(batch), logger);
        }
        return new CommitResult(conflict);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkClaim>> ClaimAsync(string queue, string owner, int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        StoreLimits.CheckName(queue, nameof(queue));
        StoreLimits.CheckName(owner, nameof(owner));
        StoreLimits.CheckLimit(max);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        await InitializeAsync(cancellationToken);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var claims = await WriteAsync(
                db =>
                {
                    var now = time.GetUtcNow();
                    return (true, SqliteWorkQueues.Promote(db, queue, now.UtcTicks) ? null : SqliteWorkQueues.Claim(db, queue, owner, max, (now + lease).UtcTicks));
                },
                needsSavepoint: true,
                bytes: 256,
                cancellationToken);
            if (claims is not null)
            {
                return claims;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        if (claims.Count == 0)
        {
            return [];
        }
        await InitializeAsync(cancellationToken);
        return await WriteAsync(
            db =>
            {
                var until = time.GetUtcNow() + lease;
                return (true, claims.Where(c => SqliteWorkQueues.Renew(db, c, until.UtcTicks)).Select(c => c with { LeaseUntil = until }).ToArray());
            },
            needsSavepoint: true,
            claims.Count * 64,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken)
    {
        if (claims.Count == 0)
        {
            return;
        }
        await InitializeAsync(cancellationToken);
        var queues = await WriteAsync(
            db =>
            {
                var now = time.GetUtcNow().UtcTicks;
                return (true, claims.Where(c => SqliteWorkQueues.GiveBack(db, c, now)).Select(c => c.Item.Queue).ToHashSet(StringComparer.Ordinal));
            },
            needsSavepoint: true,
            claims.Count * 64,
            cancellationToken);
        WorkSignal.Raise(WorkEnqueued, queues, logger);
    }

    /// <inheritdoc/>
    public async Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken)
    {
        StoreLimits.CheckKey(tenant, counter);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        await InitializeAsync(cancellationToken);
        return await WriteAsync(
            db => (true, db.Number(
                "INSERT INTO counters(tenant, name, next) VALUES(@p1, @p2, 1 + @p3) ON CONFLICT DO UPDATE SET next = next + @p3 RETURNING next - @p3",
                tenant.Value, counter, (long)count)!.Value),
            needsSavepoint: false,
            bytes: 128,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken)
    {
        await InitializeAsync(cancellationToken);
        var ticks = await readers.ReadAsync(
            db => db.Number("SELECT due FROM work_items WHERE queue = @p1 AND state = 0 ORDER BY turn LIMIT 1", queue)
                ?? db.Number("SELECT wake FROM work_items WHERE queue = @p1 AND state = 1 ORDER BY wake LIMIT 1", queue),
            cancellationToken);
        return ticks is { } t ? new DateTimeOffset(t, TimeSpan.Zero) : null;
    }

    /// <summary>Finishes the writes that were accepted and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        readers.Dispose();
    }

    private async Task<StorePage<T>> PageAsync<T>(DocumentCollection<T> collection, TenantId? tenant, StoreQuery query, CancellationToken cancellationToken)
    {
        StoreLimits.CheckLimit(query.Limit);
        await InitializeAsync(cancellationToken);
        var sql = SqliteQueries.Page(query.HeadsOnly ? batches.Sql(collection).SelectHeads : batches.Sql(collection).Select, collection, collection.FilterRoot, tenant, query);
        var items = await readers.ReadAsync(
            db =>
            {
                using var command = db.Once(sql.ToString(), sql.Parameters);
                using var reader = command.ExecuteReader();
                var found = new List<Document<T>>();
                while (reader.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var id = reader.GetString(1);
                    found.Add(new Document<T>(new TenantId(reader.GetString(0)), id, reader.GetInt64(2), Value(collection, id, reader.GetFieldValue<byte[]>(3))));
                }
                return found;
            },
            cancellationToken);
        if (items.Count <= query.Limit)
        {
            return new StorePage<T>(items, NextAfterId: null);
        }
        items.RemoveAt(items.Count - 1);
        return new StorePage<T>(items, tenant is null ? AllTenantsPosition.Of(items[^1].Tenant.Value, items[^1].Id) : items[^1].Id);
    }

    private Task<T> WriteAsync<T>(Func<SqliteStatements, (bool Keep, T Result)> work, bool needsSavepoint, int bytes, CancellationToken cancellationToken)
        => writer.RunAsync(new SqliteJob<T>(work) { NeedsSavepoint = needsSavepoint, Bytes = bytes }, cancellationToken);

    private static T Value<T>(DocumentCollection<T> collection, string id, byte[] json)
        => JsonSerializer.Deserialize(json, collection.TypeInfo) ?? throw new InvalidOperationException($"Document {collection.Name}/{id} is JSON null.");
}
