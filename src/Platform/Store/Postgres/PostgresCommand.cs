using Npgsql;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>A statement with the key of the row that it locks first.</summary>
internal sealed record PostgresCommand(string Table, string Tenant, string Key, NpgsqlBatchCommand Command);
