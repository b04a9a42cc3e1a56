using Microsoft.Data.Sqlite;

namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>Which failures are the database's, and which belong to the one statement that asked for something impossible.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int Io = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CantOpen = 14;
    private const int Protocol = 15;
    private const int NotADatabase = 26;

    /// <summary>The whole database is affected, not just this statement.</summary>
    public static bool IsOfDatabase(SqliteException e)
        => e.SqliteErrorCode is Busy or Locked or NoMemory or ReadOnly or Io or Corrupt or Full or CantOpen or Protocol or NotADatabase;

    /// <summary>Nobody can write at present, whatever he writes.</summary>
    public static bool IsUnreachable(SqliteException e) => e.SqliteErrorCode is Busy or Locked or ReadOnly or Corrupt or CantOpen or Protocol or NotADatabase;

    /// <summary>Waiting may help.</summary>
    public static bool IsTransient(SqliteException e) => e.SqliteErrorCode is Busy or Locked or Io or Full or CantOpen or Protocol;

    /// <summary>The failure in the words of the store.</summary>
    public static StoreUnavailableException Unavailable(string file, SqliteException e)
        => new(
            $"The SQLite database {file} does not work: {e.Message}. Writes of this call were rolled back unless the failure came while committing. "
            + "Look at free space and permissions of its folder, and whether another process holds it locked.",
            e);
}
