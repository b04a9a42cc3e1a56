using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Registers the operation engine.</summary>
public static class OperationEngineServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IOperationEngine"/>, the workers that run operations with the registered <see cref="IOperationHandler"/>s, their health checks, and the engine's
    /// collections. The store itself (<see cref="IDocumentStore"/>) is registered by the host.
    /// </summary>
    public static IServiceCollection AddOperationEngine(this IServiceCollection services, Action<OperationEngineOptions>? configure = null)
    {
        var options = new OperationEngineOptions();
        configure?.Invoke(options);
        options.Validate();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton(options);
        foreach (var collection in OperationCollections.All)
        {
            services.AddSingleton(collection);
        }
        services.AddSingleton<CancelHints>();
        services.AddSingleton<RunningOperations>();
        services.AddSingleton<OperationTelemetry>();
        services.AddSingleton(static s => new StepGraphEnvironment(
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<Random>().NextDouble,
            s.GetRequiredService<OperationEngineOptions>().StopGrace,
            s.GetRequiredService<OperationTelemetry>()));
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<IOperationEngine, OperationEngine>();

        // Hosted services stop in reverse order: the keeper renews until the workers have ended.
        services.AddBackgroundLoop<LeaseKeeper>();
        services.AddBackgroundLoop<OperationWorker>();
        services.AddOperationData(OperationCollections.Steps);
        services.AddBackgroundLoop<OperationRetention>();
        services.AddHealthCheckOnce<OperationHealthCheck>("operations");
        return services;
    }

    /// <summary>Documents of this collection are forgotten a while after their operation is finished; see <see cref="IOperationData"/>. The collection itself is registered by its owner.</summary>
    public static IServiceCollection AddOperationData<T>(this IServiceCollection services, DocumentCollection<T> collection)
        => services.AddSingleton<IOperationData>(new OperationData<T>(collection));
}
