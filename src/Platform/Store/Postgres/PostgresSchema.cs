using System.Globalization;
using Npgsql;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>Tables, indexes, functions and their migrations in PostgreSQL; versioned as in SQLite.</summary>
internal static class PostgresSchema
{
    /// <summary>SQLSTATE of a refused precondition; the message is the number of the <see cref="StoreConflictKind"/>, and behind a colon which of several it is about (the server's DETAIL is not shown to clients).</summary>
    public const string Refused = "NF001";

    /// <summary>Advisory lock of schema changes in a database: a number nobody else is likely to use ("NFVstore").</summary>
    private const long SchemaLock = 0x4E46_5673_746F_7265;

    /// <summary>Characters of a field that its index holds.</summary>
    private const int IndexedLength = 200;

    /// <summary>Migrations in order: entry 0 brings version 0 (empty) to 1. Never edit an entry that was released; append.</summary>
    private static readonly string[] Migrations = [PostgresFunctions.Tables + PostgresFunctions.Common + PostgresFunctions.Queues, PostgresFunctions.ReadyPlannedOnce, PostgresFunctions.OneVersionEach, PostgresWorkFunction.Text, PostgresWorkFunction.Few];

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
            // Altering a table locks out everybody who uses it, also when nothing is altered: only what lacks its column is.
            if (collection.Bulk.Count > 0
                && await RunAsync($"SELECT 1 FROM pg_attribute WHERE attrelid = '\"{collection.Name}\"'::regclass AND attname = '{HeadColumn(collection)}'") is null)
            {
                var head = string.Concat(collection.Bulk.Select(path => $" #- '{{{path.Replace('/', ',')}}}'"));
                await RunAsync($"ALTER TABLE \"{collection.Name}\" ADD COLUMN {HeadColumn(collection)} jsonb GENERATED ALWAYS AS (doc{head}) STORED");
                // In the row, compressed if need be: it is there to be read without going to another table.
                await RunAsync($"ALTER TABLE \"{collection.Name}\" ALTER COLUMN {HeadColumn(collection)} SET STORAGE MAIN");
            }
            foreach (var field in collection.IndexedFields)
            {
                await RunAsync($"CREATE INDEX IF NOT EXISTS \"{IndexName(collection, field)}\" ON \"{collection.Name}\"({IndexedText(collection, field)}, tenant, id)");
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

    /// <summary>The column with the heads of a collection; its name follows from the <see cref="IDocumentCollection.Bulk"/> they are without. Where there is none, the document is its own head.</summary>
    public static string HeadColumn(IDocumentCollection collection)
        => collection.Bulk.Count == 0 ? "doc" : "head_" + CollectionRegistry.Hash(string.Join(' ', collection.Bulk.Order(StringComparer.Ordinal)));

    /// <summary>The column in which a path is looked for: the head, which is in the row, or the document, which is large and outside of it.</summary>
    public static string ColumnOf(IDocumentCollection collection, string path)
        => collection.Bulk.Any(b => Contains(b, path) || Contains(path, b)) ? "doc" : HeadColumn(collection);

    /// <summary>The name of a field's index; another one when it is made over another column.</summary>
    public static string IndexName(IDocumentCollection collection, string field)
    {
        var column = ColumnOf(collection, field);
        return CollectionRegistry.IndexName(collection, column == "doc" ? field : $"{column}/{field}");
    }

    /// <summary>
    /// Equality of an indexed field, found through its index. One condition where one is enough: the planner takes two for independent and believes that hardly a row passes.
    /// </summary>
    public static string FieldEquals(SqlText sql, IDocumentCollection collection, string field, string value)
    {
        var parameter = sql.Parameter(value);
        return value.Length < IndexedLength
            ? $"{IndexedText(collection, field)} = {parameter}"
            : $"({IndexedText(collection, field)} = left({parameter}, {IndexedLength}) AND {FieldText(collection, field)} = {parameter})";
    }

    /// <summary>What the index of a field holds: the beginning of its text, since an index entry has a largest size and a name from outside may be longer.</summary>
    private static string IndexedText(IDocumentCollection collection, string field) => $"left({FieldText(collection, field)}, {IndexedLength})";

    /// <summary>The text of a field (true, 5, abc); NULL when absent.</summary>
    private static string FieldText(IDocumentCollection collection, string field) => $"({ColumnOf(collection, field)} #>> '{{{field.Replace('/', ',')}}}')";

    private static bool Contains(string outer, string inner) => inner == outer || inner.StartsWith(outer + "/", StringComparison.Ordinal);
}
