using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Store.Postgres;
using NfvOrchestrator.Platform.Store.Sqlite;

namespace NfvOrchestrator.Platform.Store;

/// <summary>Makes the store that the options name, for those who do without dependency injection (tools, tests).</summary>
public static class DocumentStoreFactory
{
    /// <summary>Makes a store; its schema is created or migrated by <see cref="IStoreLifetime.InitializeAsync"/> or with the first call.</summary>
    public static IDocumentStore Create(StoreOptions options, IEnumerable<IDocumentCollection> collections, TimeProvider time, ILoggerFactory loggers)
    {
        options.Validate();
        return options.Provider switch
        {
            StoreProvider.Sqlite => new SqliteDocumentStore(options, collections, time, loggers.CreateLogger<SqliteDocumentStore>()),
            StoreProvider.Postgres => new PostgresDocumentStore(options, collections, time, loggers.CreateLogger<PostgresDocumentStore>()),
            _ => throw new ArgumentException($"Store: provider {options.Provider} is not supported.", nameof(options)),
        };
    }
}
