using Microsoft.Data.Sqlite;
using NfvOrchestrator.Platform.Store.Filtering;

namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>Opens connections with the settings the store relies on.</summary>
internal sealed class SqliteConnections(StoreOptions options)
{
    /// <summary>The SQL function that reads an RFC 3339 date-time as an instant (ticks); NULL when it is none.</summary>
    public const string InstantFunction = "nfv_instant";

    public SqliteStatements OpenWriter()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(options.Path!));
        if (!string.IsNullOrEmpty(folder))
        {
            Directory.CreateDirectory(folder);
        }
        if (!OperatingSystem.IsWindows() && !File.Exists(options.Path))
        {
            // tenants' data is for the service's user alone; the -wal and -shm files take the mode of the database
            using var file = new FileStream(
                options.Path!,
                new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        }
        var db = Open();
        try
        {
            db.Execute("PRAGMA journal_mode = WAL");
            db.Execute(options.Durability == StoreDurability.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            db.Execute("PRAGMA journal_size_limit = 67108864");
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    public SqliteStatements OpenReader()
    {
        var db = Open();
        try
        {
            db.Execute("PRAGMA query_only = ON");
            db.Connection.CreateFunction(InstantFunction, (string? text) => Instants.Ticks(text), isDeterministic: true);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    private SqliteStatements Open()
    {
        // no pooling: who opens a connection here keeps it, and closing it must really roll back and let go of the file
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.Path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            var db = new SqliteStatements(connection);
            db.Execute($"PRAGMA busy_timeout = {Math.Min(5000, (int)options.RetryFor.TotalMilliseconds)}");
            db.Execute("PRAGMA cache_size = -20000");
            db.Execute("PRAGMA temp_store = MEMORY");
            return db;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
