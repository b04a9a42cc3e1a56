using Microsoft.Extensions.DependencyInjection.Extensions;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>Registration of the catalogue.</summary>
public static class CatalogueServiceCollectionExtensions
{
    /// <summary>Adds VNF packages and NSDs: collections, <see cref="ICatalogue"/>, onboarding. The host also needs the document store, a blob store and the notification outbox.</summary>
    public static IServiceCollection AddNfvoCatalogue(this IServiceCollection services, CatalogueOptions options)
    {
        services.AddSingleton(options);
        foreach (var collection in CatalogueCollections.All)
        {
            services.AddDocumentCollection(collection);
        }
        services.TryAddSingleton<StoredCatalogue>();
        services.TryAddSingleton<ICatalogue>(static provider => provider.GetRequiredService<StoredCatalogue>());
        return services;
    }
}
