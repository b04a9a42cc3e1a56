namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>The statements of one collection's table, written once.</summary>
internal sealed class SqliteTableSql(string table, IReadOnlyList<string> bulk)
{
    public string Get { get; } = $"SELECT version, json(doc) FROM \"{table}\" WHERE tenant = @p1 AND id = @p2";

    public string Version { get; } = $"SELECT version FROM \"{table}\" WHERE tenant = @p1 AND id = @p2";

    public string Insert { get; } = $"INSERT INTO \"{table}\"(tenant, id, version, doc) VALUES(@p1, @p2, 1, jsonb(CAST(@p3 AS TEXT))) ON CONFLICT DO NOTHING";

    public string Replace { get; } = $"UPDATE \"{table}\" SET version = version + 1, doc = jsonb(CAST(@p3 AS TEXT)) WHERE tenant = @p1 AND id = @p2 AND version = @p4";

    public string Put { get; } =
        $"INSERT INTO \"{table}\"(tenant, id, version, doc) VALUES(@p1, @p2, 1, jsonb(CAST(@p3 AS TEXT))) ON CONFLICT DO UPDATE SET version = version + 1, doc = excluded.doc";

    public string Delete { get; } = $"DELETE FROM \"{table}\" WHERE tenant = @p1 AND id = @p2";

    public string DeleteVersion { get; } = $"DELETE FROM \"{table}\" WHERE tenant = @p1 AND id = @p2 AND version = @p3";

    public string Select { get; } = $"SELECT tenant, id, version, json(doc) FROM \"{table}\" WHERE ";

    public string SelectHeads { get; } =
        $"SELECT tenant, id, version, json({(bulk.Count == 0 ? "doc" : $"jsonb_remove(doc, {string.Join(", ", bulk.Select(SqliteSchema.Path))})")}) FROM \"{table}\" WHERE ";
}
