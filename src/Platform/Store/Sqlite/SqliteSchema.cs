namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>
/// Tables, indexes and their migrations. The version of the store's own tables is the row <c>store</c> of <c>schema_version</c>; tables and indexes of collections follow
/// from their declarations and are added when missing.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>Migrations in order: entry 0 brings version 0 (empty) to 1. Never edit an entry that was released; append.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE work_items(
          n INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, tenant TEXT NOT NULL, id TEXT NOT NULL, grp TEXT NOT NULL, order_key TEXT, seq INTEGER NOT NULL,
          state INTEGER NOT NULL, turn INTEGER NOT NULL, due INTEGER NOT NULL, wake INTEGER NOT NULL, payload TEXT,
          owner TEXT, fence INTEGER NOT NULL DEFAULT 0, attempt INTEGER NOT NULL DEFAULT 0, UNIQUE(queue, tenant, id));
        CREATE INDEX work_items_ready ON work_items(queue, turn) WHERE state = 0;
        CREATE INDEX work_items_group ON work_items(queue, grp, turn) WHERE state = 0;
        CREATE INDEX work_items_timed ON work_items(queue, wake) WHERE state = 1;
        CREATE INDEX work_items_order ON work_items(queue, tenant, order_key, seq) WHERE order_key IS NOT NULL;
        CREATE TABLE work_queues(queue TEXT PRIMARY KEY, vtime INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE work_sequences(queue TEXT NOT NULL, tenant TEXT NOT NULL, order_key TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY(queue, tenant, order_key)) WITHOUT ROWID;
        CREATE TABLE counters(tenant TEXT NOT NULL, name TEXT NOT NULL, next INTEGER NOT NULL, PRIMARY KEY(tenant, name)) WITHOUT ROWID;
        """,
    ];

    /// <summary>Brings the database up to date. Several processes may do so at once: the write transaction lets one in at a time.</summary>
    public static void Ensure(SqliteStatements db, CollectionRegistry collections)
    {
        db.Execute("BEGIN IMMEDIATE");
        db.Execute("CREATE TABLE IF NOT EXISTS schema_version(component TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID");
        var version = db.Number("SELECT version FROM schema_version WHERE component = 'store'") ?? 0;
        if (version > Migrations.Length)
        {
            db.Execute("ROLLBACK");
            throw new InvalidOperationException(
                $"The database has store schema version {version}, this release knows {Migrations.Length}: it was written by a newer release. Start that release, or restore a backup.");
        }
        for (var next = version; next < Migrations.Length; next++)
        {
            db.Execute(Migrations[next]);
        }
        db.Execute(
            "INSERT INTO schema_version(component, version) VALUES('store', @p1) ON CONFLICT DO UPDATE SET version = excluded.version WHERE version <> excluded.version",
            (long)Migrations.Length);
        foreach (var collection in collections.All)
        {
            db.Execute($"CREATE TABLE IF NOT EXISTS \"{collection.Name}\"(tenant TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, doc BLOB NOT NULL, PRIMARY KEY(tenant, id))");
            foreach (var field in collection.IndexedFields)
            {
                db.Execute(
                    $"CREATE INDEX IF NOT EXISTS \"{CollectionRegistry.IndexName(collection, field)}\" ON \"{collection.Name}\"({FieldText(field)}, tenant, id)");
            }
        }
        db.Execute("COMMIT");
    }

    /// <summary>A slash-separated path as SQLite writes it.</summary>
    public static string Path(string field) => "'$." + string.Join('.', field.Split('/').Select(n => '"' + n + '"')) + "'";

    /// <summary>The text of a field as JSON writes it (true, 5, abc), exactly as its index has it; NULL when absent.</summary>
    public static string FieldText(string field)
    {
        var path = Path(field);
        return $"CASE json_type(doc, {path}) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(doc ->> {path} AS TEXT) END";
    }
}
