namespace NfvOrchestrator.Platform.Store;

/// <summary>What an acknowledged commit survives (SQLite; PostgreSQL is configured on its server).</summary>
public enum StoreDurability
{
    /// <summary>The loss of power at any instant.</summary>
    Full,

    /// <summary>The death of the process; a loss of power may take the last commits, never the consistency.</summary>
    Normal,
}
