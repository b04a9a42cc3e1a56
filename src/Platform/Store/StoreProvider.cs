namespace NfvOrchestrator.Platform.Store;

/// <summary>Which database keeps the documents.</summary>
public enum StoreProvider
{
    /// <summary>A file on this machine; one machine, any number of processes.</summary>
    Sqlite,

    /// <summary>PostgreSQL 13 or newer, shared by any number of machines.</summary>
    Postgres,
}
