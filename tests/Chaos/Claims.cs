using Microsoft.Data.Sqlite;

namespace NfvOrchestrator.Chaos;

/// <summary>
/// Looks into the queues of operations of the SQLite stores, from outside and read-only: how often each operation was taken up. The kill leaves them as they were; an
/// operation moves again when it is taken up once more, or is gone because it was finished.
/// </summary>
internal static class Claims
{
    /// <summary>Times taken up by operation, of those in the hands of a process (dead or alive).</summary>
    public static Dictionary<string, long> Read(string data)
    {
        var claims = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var service in (string[])["nfvo", "vnfm"])
        {
            var at = new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, $"{service}.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            using var connection = new SqliteConnection(at.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT id, attempt FROM work_items WHERE queue = 'operations' AND owner IS NOT NULL";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                claims[reader.GetString(0)] = reader.GetInt64(1);
            }
        }
        return claims;
    }
}
