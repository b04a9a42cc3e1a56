using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Resources;

/// <summary>What SOL resources stand on: the collections and services of this room.</summary>
public static class ResourceCollections
{
    /// <summary>Keys shared by all copies of a service.</summary>
    public static readonly DocumentCollection<PlatformKey> PlatformKeys = new()
    {
        Name = "platform_keys",
        TypeInfo = ResourceJsonContext.Default.PlatformKey,
    };

    /// <summary>Adds lists with pages, and the address of this service.</summary>
    public static IServiceCollection AddSolResources(this IServiceCollection services)
    {
        services.AddDocumentCollection(PlatformKeys);
        services.TryAddSingleton<PageMarkers>();
        services.TryAddSingleton<ServiceAddress>();
        return services;
    }
}
