using Microsoft.Data.Sqlite;

namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>A connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> cache = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <summary>Runs a statement and returns the number of rows it changed. Parameters are <c>@p1</c>, <c>@p2</c>…</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>Runs a statement for its rows; the reader is to be disposed before the next use.</summary>
    public SqliteDataReader Read(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>The first column of the first row as a number; null for no row or NULL.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar() is long number ? number : null;

    /// <summary>Runs a statement that is not worth keeping, such as one made for a filter.</summary>
    public SqliteCommand Once(string sql, IReadOnlyList<object> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // made of our own text, table names that the registry checked, and parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Count; i++)
        {
            command.Parameters.AddWithValue("@p" + (i + 1), values[i]);
        }
        return command;
    }

    public void Dispose()
    {
        foreach (var command in cache.Values)
        {
            command.Dispose();
        }
        connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!cache.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // made of our own text, table names that the registry checked, and parameters
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "@p" + (i + 1) });
            }
            cache.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
        return command;
    }
}
