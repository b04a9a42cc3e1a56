namespace NfvOrchestrator.Platform.Store;

/// <summary>The start and the end of a document store.</summary>
public interface IStoreLifetime : IAsyncDisposable
{
    /// <summary>Creates or migrates the schema; may run in several processes at once, and more than once.</summary>
    /// <exception cref="StoreUnavailableException">The database did not answer.</exception>
    /// <exception cref="InvalidOperationException">The database was written by a newer release.</exception>
    Task InitializeAsync(CancellationToken cancellationToken);
}
