using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Platform.Store.Postgres;
using NfvOrchestrator.Platform.Store.Sqlite;
using NfvOrchestrator.Sol.Filtering;
using NfvOrchestrator.TestKit;
using Npgsql;

namespace NfvOrchestrator.Platform.Tests.Store;

/// <summary>What is said to be a look-up is one: the planners take the indexes.</summary>
public sealed class QueryPlanTests
{
    private static readonly TenantId Tenant = new("t");

    private static readonly StoreQuery ByFilter = new()
    {
        AfterId = "5",
        Filter = new([new FilterTerm(
            FilterOperator.Eq,
            [new("state", FilterSegmentKind.Member, IsArray: false), new("phase", FilterSegmentKind.Member, IsArray: false)],
            [FilterValue.OfString("RUNNING")])]),
    };

    private static readonly StoreQuery ByField = new() { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["state/phase"] = "RUNNING" } };

    private static string IndexName => CollectionRegistry.IndexName(SampleCollections.Samples, "state/phase");

    public static TheoryData<bool, bool> Queries => new() { { true, true }, { true, false }, { false, false } };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Sqlite_finds_indexed_fields_by_index(bool oneTenant, bool filter)
    {
        var folder = Directory.CreateTempSubdirectory("nfv-store-").FullName;
        try
        {
            var options = new StoreOptions { Path = Path.Combine(folder, "store.db") };
            await using (var store = new SqliteDocumentStore(options, SampleCollections.All, TimeProvider.System, NullLogger<SqliteDocumentStore>.Instance))
            {
                await store.InitializeAsync(default);
            }
            using var db = new SqliteConnections(options).OpenReader();
            var sql = SqliteQueries.Page(new SqliteTableSql("samples", []).Select, SampleCollections.Samples, "", oneTenant ? Tenant : null, filter ? ByFilter : ByField);
            using var command = db.Once("EXPLAIN QUERY PLAN " + sql, sql.Parameters);
            using var reader = command.ExecuteReader();
            var plan = "";
            while (reader.Read())
            {
                plan += reader.GetString(3) + "\n";
            }

            plan.ShouldContain(IndexName);
            plan.ShouldNotContain("SCAN");
            plan.ShouldNotContain("TEMP B-TREE");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Queries))]
    public async Task Postgres_finds_indexed_fields_by_index(bool oneTenant, bool filter)
        => (await PostgresPlanAsync(i => i % 50 == 0, oneTenant ? Tenant : null, filter ? ByFilter : ByField)).ShouldContain(IndexName);

    /// <summary>A page of what many documents have: the first ones in the order of the ids, instead of all of them, sorted.</summary>
    [SkippableTheory]
    [InlineData("name")]
    [InlineData("note")]
    public async Task Postgres_takes_a_page_in_order_instead_of_sorting_what_fits(string attribute)
    {
        var other = new FilterTerm(FilterOperator.Eq, [new(attribute, FilterSegmentKind.Member, IsArray: false)], [FilterValue.OfString("n")]);

        (await PostgresPlanAsync(static i => i % 3 == 0, Tenant, ByFilter with { AfterId = null, Filter = new([.. ByFilter.Filter!.Terms, other]) })).ShouldNotContain("Sort");
    }

    /// <summary>A table whose rows come and go is small when its statistics are taken; a plan for that must not read all of it for ever after.</summary>
    [SkippableFact]
    public async Task Postgres_finds_a_document_by_index_also_where_the_table_was_small()
    {
        var server = await PostgresServer.StartOrNullAsync();
        Skip.If(server is null, PostgresServer.MissingReason);
        var options = new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = await server.CreateDatabaseAsync() };
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync();
        async Task<object?> AskAsync(string sql)
        {
#pragma warning disable CA2100 // this test's own text
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync();
        }
        const string Scans = "SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'samples'";
        const string Others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        PostgresDocumentStore Store() => new(options, SampleCollections.All, TimeProvider.System, NullLogger<PostgresDocumentStore>.Instance);
        // What a session did counts for good when it has ended.
        Task EndedAsync() => Eventually.HoldsAsync(async () => await AskAsync(Others) is 0L, "the sessions of the store have ended");
        await using (var store = Store())
        {
            (await store.CommitAsync(new WriteBatch().Insert(SampleCollections.Samples, Tenant, "1", new Sample("n", 1)), default)).ThrowIfConflict();
        }
        await EndedAsync();
        await AskAsync("ANALYZE samples");
        var before = await AskAsync(Scans);
        await using (var store = Store())
        {
            for (var i = 0; i < 20; i++)
            {
                (await store.GetAsync(SampleCollections.Samples, Tenant, "1", default)).ShouldNotBeNull();
                (await store.CommitAsync(new WriteBatch().Insert(SampleCollections.Samples, Tenant, "2", new Sample("n", 2)), default)).ThrowIfConflict();
                (await store.CommitAsync(new WriteBatch().Delete(SampleCollections.Samples, Tenant, "2", 1), default)).ThrowIfConflict();
            }
        }
        await EndedAsync();
        (await AskAsync(Scans)).ShouldBe(before);
    }

    private static async Task<string> PostgresPlanAsync(Func<int, bool> runs, TenantId? tenant, StoreQuery query)
    {
        var server = await PostgresServer.StartOrNullAsync();
        Skip.If(server is null, PostgresServer.MissingReason);
        var options = new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = await server.CreateDatabaseAsync() };
        await using (var store = new PostgresDocumentStore(options, SampleCollections.All, TimeProvider.System, NullLogger<PostgresDocumentStore>.Instance))
        {
            var batch = new WriteBatch();
            for (var i = 0; i < 5000; i++)
            {
                batch.Insert(SampleCollections.Samples, Tenant, i.ToString("D5"), new Sample("n", i, new SampleState(runs(i) ? "RUNNING" : "STOPPED")));
            }
            (await store.CommitAsync(batch, default)).ThrowIfConflict();
        }
        var sql = PostgresQueries.Page("samples", SampleCollections.Samples, "", tenant, query);
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync();
        await using (var analyze = new NpgsqlCommand("ANALYZE samples", connection))
        {
            await analyze.ExecuteNonQueryAsync();
        }
#pragma warning disable CA2100 // the store's own text
        await using var command = new NpgsqlCommand("EXPLAIN " + sql, connection);
#pragma warning restore CA2100
        foreach (var value in sql.Parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        await using var reader = await command.ExecuteReaderAsync();
        var plan = "";
        while (await reader.ReadAsync())
        {
            plan += reader.GetString(0) + "\n";
        }
        return plan;
    }
}
