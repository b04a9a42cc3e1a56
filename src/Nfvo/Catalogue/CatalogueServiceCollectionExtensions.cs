using Microsoft.Extensions.DependencyInjection.Extensions;
using NfvOrchestrator.Nfvo.Catalogue.Api;
using NfvOrchestrator.Nfvo.Catalogue.Content;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>Registration of the catalogue.</summary>
public static class CatalogueServiceCollectionExtensions
{
    /// <summary>
    /// Adds VNF packages, NSDs and PNFDs: collections, <see cref="ICatalogue"/>, onboarding. The host also adds the document store, a blob store, notifications, SOL resources and
    /// idempotent requests.
    /// </summary>
    public static IServiceCollection AddNfvoCatalogue(this IServiceCollection services, CatalogueOptions options, PackageOptions? packages = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        packages ??= new PackageOptions();
        options.Validate();
        packages.Validate();
        services.AddSingleton(options);
        services.AddSingleton(packages);
        foreach (var collection in CatalogueCollections.All)
        {
            services.AddDocumentCollection(collection);
        }
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StoredCatalogue>();
        services.TryAddSingleton<ICatalogue>(static provider => provider.GetRequiredService<StoredCatalogue>());
        AddShelf<VnfPackageShelf, VnfPkgInfo>(services);
        AddShelf<NsdShelf, NsdInfo>(services);
        AddShelf<PnfdShelf, PnfdInfo>(services);
        services.AddSingleton<RemoteContent>();
        services.AddSingleton<RemoteUploads>();
        services.AddHostedService(static provider => provider.GetRequiredService<RemoteUploads>());
        services.AddBackgroundLoop<OnboardingWorker>();
        services.AddBackgroundLoop<UploadSweeper>();
        return services;
    }

    private static void AddShelf<TShelf, T>(IServiceCollection services)
        where TShelf : Shelf<T>
        where T : class
    {
        services.AddSingleton<TShelf>();
        services.AddSingleton<Shelf<T>>(static provider => provider.GetRequiredService<TShelf>());
        services.AddSingleton<ContentLife<T>>();
        services.AddSingleton<IUploadEnder>(static provider => provider.GetRequiredService<ContentLife<T>>());
        services.AddSingleton<IContentOnboarder, ContentOnboarder<T>>();
        services.AddSingleton<ContentServices<T>>();
    }
}
