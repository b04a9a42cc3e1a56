using Npgsql;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>Which failures pass by themselves.</summary>
internal static class PostgresErrors
{
    /// <summary>The server says that it rolled back, and that trying again may help: serialization, deadlock, shutdown, start-up, too many connections, lock time-out.</summary>
    public static bool IsRolledBackAndTransient(Exception e)
        => e is PostgresException { SqlState: "40001" or "40P01" or "57P01" or "57P02" or "57P03" or "53300" or "55P03" };

    /// <summary>For what has no side effect (reading, connecting): anything about the connection may pass.</summary>
    public static bool IsTransient(Exception e) => IsRolledBackAndTransient(e) || e is NpgsqlException { IsTransient: true } or TimeoutException || e is NpgsqlException and not PostgresException;

    public static StoreUnavailableException Unavailable(Exception e, bool nothingWritten)
        => new(
            $"PostgreSQL does not answer: {e.Message}. "
            + (nothingWritten ? "Nothing was written. " : "Whether the write happened is unknown: read before doing it again. ")
            + "Look at the server and at the connection string of the store.",
            e);
}
