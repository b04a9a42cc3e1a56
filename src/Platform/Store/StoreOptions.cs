namespace NfvOrchestrator.Platform.Store;

/// <summary>Where and how a service's documents are kept (configuration section <c>Store</c>).</summary>
public sealed record StoreOptions
{
    /// <summary>The database.</summary>
    public StoreProvider Provider { get; init; } = StoreProvider.Sqlite;

    /// <summary>SQLite: the database file; its folder is created. Two helper files <c>-wal</c> and <c>-shm</c> live beside it.</summary>
    public string? Path { get; init; }

    /// <summary>PostgreSQL: an Npgsql connection string.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>SQLite: what an acknowledged commit survives.</summary>
    public StoreDurability Durability { get; init; } = StoreDurability.Full;

    /// <summary>Most batches that share one transaction, 1 to 4096.</summary>
    public int MaxGroup { get; init; } = 256;

    /// <summary>Batches waiting for the database before callers have to wait, 1 to 1,000,000.</summary>
    public int QueueCapacity { get; init; } = 8192;

    /// <summary>Connections that read documents at the same time, 1 to 64. PostgreSQL: each takes what is waiting in one round trip; lists have connections of their own.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>
    /// PostgreSQL: groups of this process that are committed at the same time, 1 to 32. Two groups mostly want the same rows (the counters of an order, the entry of a descriptor) and wait for each other; one takes
    /// what gathers meanwhile as one larger group. More help where a commit takes long, as on a replicated server far away.
    /// </summary>
    public int Committers { get; init; } = 1;

    /// <summary>How long a call keeps trying while the database does not answer.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Refuses options that cannot work.</summary>
    /// <exception cref="ArgumentException">Says which option is wrong and what it should be.</exception>
    public void Validate()
    {
        if (Provider == StoreProvider.Sqlite && string.IsNullOrWhiteSpace(Path))
        {
            throw new ArgumentException("Store: provider sqlite needs Path, the database file.");
        }
        if (Provider == StoreProvider.Postgres && string.IsNullOrWhiteSpace(ConnectionString))
        {
            throw new ArgumentException("Store: provider postgres needs ConnectionString.");
        }
        if (MaxGroup is < 1 or > 4096 || QueueCapacity is < 1 or > 1_000_000 || Readers is < 1 or > 64 || Committers is < 1 or > 32)
        {
            throw new ArgumentException("Store: MaxGroup (1-4096), QueueCapacity (1-1000000), Readers (1-64) or Committers (1-32) is out of range.");
        }
        if (RetryFor < TimeSpan.Zero || RetryFor > TimeSpan.FromMinutes(5))
        {
            throw new ArgumentException("Store: RetryFor must be between 0 and 5 minutes.");
        }
    }
}
