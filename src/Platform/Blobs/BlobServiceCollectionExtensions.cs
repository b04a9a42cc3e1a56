using Microsoft.Extensions.DependencyInjection;

namespace NfvOrchestrator.Platform.Blobs;

/// <summary>Registration of the blob store.</summary>
public static class BlobServiceCollectionExtensions
{
    /// <summary>Keeps blobs in a folder of this machine, or of a file system shared by the machines of the deployment.</summary>
    public static IServiceCollection AddLocalFolderBlobs(this IServiceCollection services, LocalFolderBlobOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<LocalFolderBlobStore>();
        services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<LocalFolderBlobStore>());
        return services;
    }
}
