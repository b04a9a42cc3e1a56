using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>The document store in PostgreSQL, for any number of processes: documents as jsonb, work claimed with <c>FOR UPDATE SKIP LOCKED</c>.</summary>
public sealed class PostgresDocumentStore : IDocumentStore, IStoreLifetime
{
    private readonly StoreOptions options;
    private readonly CollectionRegistry collections;
    private readonly TimeProvider time;
    private readonly ILogger<PostgresDocumentStore> logger;
    private readonly NpgsqlDataSource source;
    private readonly PostgresCommitter committer;
    private readonly PostgresReader singles;
    private readonly SemaphoreSlim initializing = new(1);
    private volatile bool ready;

    /// <summary>
    /// A plan is made once a session, for a table as large as it is just then. One of which nearly all rows come and go (locks, work items) is small when its statistics are taken, is planned to be read as a whole, and
    /// then is, with all that was deleted since, until it is vacuumed: after a minute under load that was a third of the server's time. Everything here is found through an index.
    /// </summary>
    private const string PlannerRules = "SET enable_seqscan = off; SET jit = off";

    /// <summary>A store in the database that the options name; its schema is made by <see cref="InitializeAsync"/> or the first call.</summary>
    public PostgresDocumentStore(StoreOptions options, IEnumerable<IDocumentCollection> collections, TimeProvider time, ILogger<PostgresDocumentStore> logger)
    {
        this.options = options;
        this.collections = new CollectionRegistry(collections);
        this.time = time;
        this.logger = logger;
        // Nothing but the planner's rules below changes the state of a session, so none has to be reset: two statements less each time a connection is taken.
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Enlist = false, IncludeFailedBatchedCommand = true, NoResetOnClose = true };
        if (text.MaxAutoPrepare == 0)
        {
            text.MaxAutoPrepare = 200;
            text.AutoPrepareMinUsages = 2;
        }
        var builder = new NpgsqlDataSourceBuilder(text.ToString());
        builder.UsePhysicalConnectionInitializer(
            static connection =>
            {
                using var rules = new NpgsqlCommand(PlannerRules, connection);
                rules.ExecuteNonQuery();
            },
            static async connection =>
            {
                await using var rules = new NpgsqlCommand(PlannerRules, connection);
                await rules.ExecuteNonQueryAsync();
            });
        source = builder.Build();
        committer = new PostgresCommitter(source, new PostgresCommands(this.collections, time), options, logger);
        singles = new PostgresReader(options, work => TryAsync(
            async connection =>
            {
                await work(connection);
                return true;
            },
            CancellationToken.None));
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
                await TryAsync(
                    async connection =>
                    {
                        await PostgresSchema.EnsureAsync(connection, collections, cancellationToken);
                        return true;
                    },
                    cancellationToken);
                ready = true;
            }
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
        return await singles.GetAsync(collections.Table(collection), tenant, id, cancellationToken) is var (version, json)
            ? new Document<T>(tenant, id, version, Value(collection, id, json))
            : null;
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
        var conflict = await committer.CommitAsync(new PostgresPending(batch, StoreLimits.Bytes(batch)), cancellationToken);
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
        // a claim whose answer is lost costs its items one lease time, no more: trying again is safe
        return await RunAsync<IReadOnlyList<WorkClaim>>(
            async connection =>
            {
                var now = time.GetUtcNow();
                var until = now + lease;
                await using var command = Command(
                    connection,
                    "SELECT tenant, id, grp, order_key, seq, due, payload, n * 1048576 + fence, attempt FROM nfv_claim($1, $2, $3, $4, $5)",
                    [queue, owner, max, now.UtcTicks, until.UtcTicks]);
                await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
                var claims = new List<WorkClaim>();
                while (await reader.ReadAsync(CancellationToken.None))
                {
                    claims.Add(new WorkClaim(Item(reader, queue), owner, reader.GetInt64(7), reader.GetInt32(8), until));
                }
                return claims;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkClaim>> RenewAsync(IReadOnlyList<WorkClaim> claims, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        var until = time.GetUtcNow() + lease;
        var held = await EachAsync(claims, c => PostgresCommands.Renew(c, until.UtcTicks), cancellationToken);
        return [.. held.Select(c => c with { LeaseUntil = until })];
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(IReadOnlyList<WorkClaim> claims, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcTicks;
        var released = await EachAsync(claims, c => PostgresCommands.GiveBack(c, now), cancellationToken);
        WorkSignal.Raise(WorkEnqueued, released.Select(c => c.Item.Queue).ToHashSet(StringComparer.Ordinal), logger);
    }

    /// <inheritdoc/>
    public Task<long> NextNumbersAsync(TenantId tenant, string counter, int count, CancellationToken cancellationToken)
    {
        StoreLimits.CheckKey(tenant, counter);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return RunAsync(
            async connection =>
            {
                await using var command = Command(
                    connection,
                    "INSERT INTO counters AS c(tenant, name, next) VALUES($1, $2, 1 + $3) ON CONFLICT (tenant, name) DO UPDATE SET next = c.next + $3 RETURNING next - $3",
                    [tenant.Value, counter, (long)count]);
                return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueAsync(string queue, CancellationToken cancellationToken)
        => RunAsync<DateTimeOffset?>(
            async connection =>
            {
                await using var command = Command(
                    connection,
                    """
                    SELECT coalesce(
                      (SELECT due FROM work_items WHERE queue = $1 AND state = 0 ORDER BY turn LIMIT 1),
                      (SELECT wake FROM work_items WHERE queue = $1 AND state = 1 ORDER BY wake LIMIT 1))
                    """,
                    [queue]);
                return await command.ExecuteScalarAsync(cancellationToken) is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
            },
            cancellationToken);

    /// <summary>Finishes what was accepted, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await committer.DisposeAsync();
        await singles.DisposeAsync();
        await source.DisposeAsync();
    }

    private async Task<StorePage<T>> PageAsync<T>(DocumentCollection<T> collection, TenantId? tenant, StoreQuery query, CancellationToken cancellationToken)
    {
        StoreLimits.CheckLimit(query.Limit);
        var sql = PostgresQueries.Page(collections.Table(collection), collection, collection.FilterRoot, tenant, query);
        var items = await RunAsync(
            async connection =>
            {
                await using var command = Command(connection, sql.ToString(), sql.Parameters);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var found = new List<Document<T>>();
                while (await reader.ReadAsync(cancellationToken))
                {
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

    /// <summary>One statement per claim in one round trip; returns those that a row was changed for. In one order, so that two processes never wait for each other in a circle.</summary>
    private async Task<IReadOnlyList<WorkClaim>> EachAsync(IReadOnlyList<WorkClaim> claims, Func<WorkClaim, NpgsqlBatchCommand> statement, CancellationToken cancellationToken)
    {
        if (claims.Count == 0)
        {
            return [];
        }
        return await RunAsync<IReadOnlyList<WorkClaim>>(
            async connection =>
            {
                await using var batch = new NpgsqlBatch(connection);
                var ordered = claims.OrderBy(c => c.Item.Queue, StringComparer.Ordinal).ThenBy(c => c.Item.Tenant.Value, StringComparer.Ordinal)
                    .ThenBy(c => c.Item.OrderKey ?? c.Item.Id, StringComparer.Ordinal).ToList();
                foreach (var claim in ordered)
                {
                    batch.BatchCommands.Add(statement(claim));
                }
                await batch.ExecuteNonQueryAsync(cancellationToken);
                return [.. ordered.Where((_, i) => batch.BatchCommands[i].RecordsAffected == 1)];
            },
            cancellationToken);
    }

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await InitializeAsync(cancellationToken);
        return await TryAsync(work, cancellationToken);
    }

    /// <summary>For what may be done twice.</summary>
    private async Task<T> TryAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        for (var delay = 10; ; delay = Math.Min(delay * 2, 500))
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return await work(connection);
            }
            catch (Exception e) when (PostgresErrors.IsTransient(e) && Stopwatch.GetElapsedTime(started) < options.RetryFor)
            {
                await Task.Delay(delay + Random.Shared.Next(delay), cancellationToken);
            }
            catch (Exception e) when (PostgresErrors.IsTransient(e))
            {
                throw PostgresErrors.Unavailable(e, nothingWritten: false);
            }
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, IReadOnlyList<object> values)
    {
#pragma warning disable CA2100 // our own text, table names that the registry checked, and parameters
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return command;
    }

    private static WorkItem Item(NpgsqlDataReader reader, string queue) => new()
    {
        Queue = queue,
        Tenant = new TenantId(reader.GetString(0)),
        Id = reader.GetString(1),
        Group = reader.GetString(2),
        OrderKey = reader.IsDBNull(3) ? null : reader.GetString(3),
        Sequence = reader.GetInt64(4),
        DueAt = new DateTimeOffset(reader.GetInt64(5), TimeSpan.Zero),
        Payload = reader.IsDBNull(6) ? null : reader.GetString(6),
    };

    private static T Value<T>(DocumentCollection<T> collection, string id, byte[] json)
        => JsonSerializer.Deserialize(json, collection.TypeInfo) ?? throw new InvalidOperationException($"Document {collection.Name}/{id} is JSON null.");
}
