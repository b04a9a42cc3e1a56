using Microsoft.Data.Sqlite;
using Npgsql;

namespace NfvOrchestrator.Chaos;

/// <summary>
/// Looks into the queues of operations of the stores, from outside and read-only: how often each operation was taken up. The kill leaves them as they were; an
/// operation moves again when it is taken up once more, or is gone because it was finished.
/// </summary>
internal static class Claims
{
    private const string InHands = "SELECT id, attempt FROM work_items WHERE queue = 'operations' AND owner IS NOT NULL";

    /// <summary>Times taken up by operation, of those in the hands of a process (dead or alive), in all SQLite stores.</summary>
    public static Dictionary<string, long> OfLab(string data)
    {
        var claims = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var service in (string[])["nfvo", "vnfm"])
        {
            var at = new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, $"{service}.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            using var connection = new SqliteConnection(at.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = InHands;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                claims[reader.GetString(0)] = reader.GetInt64(1);
            }
        }
        return claims;
    }

    /// <summary>The same of the database that several VNFMs share; with <paramref name="owner"/> only of those in the hands of processes of that name.</summary>
    public static async Task<Dictionary<string, long>> OfVnfmsAsync(string postgres, string? owner, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(owner is null ? InHands : InHands + " AND starts_with(owner, $1)", connection);
        if (owner is not null)
        {
            command.Parameters.Add(new() { Value = owner + ":" });
        }
        var claims = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claims[reader.GetString(0)] = reader.GetInt32(1);
        }
        return claims;
    }
}
