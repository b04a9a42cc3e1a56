using Microsoft.Extensions.Hosting;

namespace NfvOrchestrator.Platform.Store;

/// <summary>Brings the schema up to date before the hosted services start, so that a service with a broken database fails at its start and says why.</summary>
internal sealed class StoreInitializer(IDocumentStore store) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
        => store is IStoreLifetime lifetime ? lifetime.InitializeAsync(cancellationToken) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
