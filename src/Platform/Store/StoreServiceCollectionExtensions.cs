using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Store;

/// <summary>Registration of the document store.</summary>
public static class StoreServiceCollectionExtensions
{
    /// <summary>Registers the <see cref="IDocumentStore"/> of the process; tables and indexes of all registered collections are made or migrated before any hosted service starts.</summary>
    public static IServiceCollection AddDocumentStore(this IServiceCollection services, StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IDocumentStore>(provider => DocumentStoreFactory.Create(
            options,
            provider.GetServices<IDocumentCollection>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService<StoreInitializer>();
        return services;
    }

    /// <summary>Registers a collection, so that the store of this process makes its table.</summary>
    public static IServiceCollection AddDocumentCollection(this IServiceCollection services, IDocumentCollection collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        services.AddSingleton(collection);
        return services;
    }
}
