using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Encryption of secrets in documents (ASP.NET Core Data Protection) with keys that survive restarts.</summary>
public static class NfvDataProtectionExtensions
{
    private const string ApplicationName = "NfvOrchestrator";

    /// <summary>
    /// Registers Data Protection. Without <paramref name="keyFolder"/> the keys are in the service's own document store: whoever can read the whole database can then decrypt
    /// its secrets; a folder (a mounted secret volume) keeps the keys apart from what they protect.
    /// </summary>
    /// <param name="services">The services; without a folder an <see cref="IDocumentStore"/> must be among them.</param>
    /// <param name="keyFolder">Where the keys are kept, created when missing; null: the document store.</param>
    public static IServiceCollection AddNfvDataProtection(this IServiceCollection services, string? keyFolder = null)
    {
        var builder = services.AddDataProtection().SetApplicationName(ApplicationName);
        if (keyFolder is not null)
        {
            builder.PersistKeysToFileSystem(PrivateFolder(keyFolder));
        }
        else
        {
            services.AddDocumentCollection(DataProtectionCollections.Keys);
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp => new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = new DocumentStoreXmlRepository(sp.GetRequiredService<IDocumentStore>())));
        }
        // The key manager warns at every start that no certificate wraps the keys; the summary above says so once.
        services.AddLogging(l => l.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        return services;
    }

    private static DirectoryInfo PrivateFolder(string path)
        => OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
