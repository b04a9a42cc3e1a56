using System.Globalization;
using Npgsql;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>Tables, indexes, functions and their migrations in PostgreSQL; versioned as in SQLite.</summary>
internal static class PostgresSchema
{
    /// <summary>SQLSTATE of a refused precondition; the message is the number of the <see cref="StoreConflictKind"/>.</summary>
    public const string Refused = "NF001";

    /// <summary>Advisory lock of schema changes in a database: a number nobody else is likely to use ("NFVstore").</summary>
    private const long SchemaLock = 0x4E46_5673_746F_7265;

    /// <summary>Migrations in order: entry 0 brings version 0 (empty) to 1. Never edit an entry that was released; append.</summary>
    private static readonly string[] Migrations = [PostgresFunctions.Tables + PostgresFunctions.Common + PostgresFunctions.Queues, PostgresFunctions.ReadyPlannedOnce, PostgresFunctions.OneVersionEach];

    /// <summary>Brings the database up to date; processes that start at once wait for each other.</summary>
    public static async Task EnsureAsync(NpgsqlConnection connection, CollectionRegistry collections, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync("SELECT pg_advisory_xact_lock(" + SchemaLock.ToString(CultureInfo.InvariantCulture) + ")");
        await RunAsync("CREATE TABLE IF NOT EXISTS schema_version(component text PRIMARY KEY, version integer NOT NULL)");
        var version = await RunAsync("SELECT version FROM schema_version WHERE component = 'store'") as int? ?? 0;
        if (version > Migrations.Length)
        {
            throw new InvalidOperationException(
                $"The database has store schema version {version}, this release knows {Migrations.Length}: it was written by a newer release. Start that release, or restore a backup.");
        }
        for (var next = version; next < Migrations.Length; next++)
        {
            await RunAsync(Migrations[next]);
        }
        if (version < Migrations.Length)
        {
            await RunAsync(
                $"INSERT INTO schema_version(component, version) VALUES('store', {Migrations.Length}) ON CONFLICT (component) DO UPDATE SET version = excluded.version");
        }
        foreach (var collection in collections.All)
        {
            await RunAsync(
                $"""
                CREATE TABLE IF NOT EXISTS "{collection.Name}"(
                  tenant text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, version bigint NOT NULL, doc jsonb NOT NULL, PRIMARY KEY(tenant, id))
                """);
            foreach (var field in collection.IndexedFields)
            {
                await RunAsync(
                    $"CREATE INDEX IF NOT EXISTS \"{CollectionRegistry.IndexName(collection, field)}\" ON \"{collection.Name}\"({IndexedText(field)}, tenant, id)");
            }
        }
        await transaction.CommitAsync(cancellationToken);

        async Task<object?> RunAsync(string sql)
        {
#pragma warning disable CA2100 // our own text and names that the registry checked
            await using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync(cancellationToken);
        }
    }

    /// <summary>The text of a field (true, 5, abc); NULL when absent.</summary>
    public static string FieldText(string field) => $"(doc #>> '{{{field.Replace('/', ',')}}}')";

    /// <summary>What the index of a field holds: the beginning of its text, since an index entry has a largest size and a name from outside may be longer.</summary>
    public static string IndexedText(string field) => $"left{FieldText(field)[..^1]}, 200)";

    /// <summary>Equality of an indexed field, found through its index.</summary>
    public static string FieldEquals(string field, string parameter) => $"({IndexedText(field)} = left({parameter}, 200) AND {FieldText(field)} = {parameter})";
}
