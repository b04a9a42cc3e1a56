using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>What a service that keeps state stands on when it runs as a process of its own: store, bus, keys and identity, all by configuration.</summary>
public static class NfvPlatformExtensions
{
    /// <summary>Registers the store (section <c>Store</c>), the event bus (section <c>Nfv:EventBus</c>), data protection and the service's credentials (section <c>Nfv:Credentials</c>).</summary>
    /// <param name="builder">The service.</param>
    /// <param name="defaultDatabase">SQLite file that is used when no store is configured.</param>
    public static WebApplicationBuilder AddNfvPlatform(this WebApplicationBuilder builder, string defaultDatabase)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        builder.Services.AddDocumentStore(configuration.GetSection("Store").Get<StoreOptions>() ?? new StoreOptions { Path = defaultDatabase });
        builder.Services.AddEventBus(configuration.GetSection(EventBusOptions.Section).Get<EventBusOptions>() ?? new EventBusOptions());
        builder.Services.AddNfvDataProtection();
        if (configuration.GetSection("Nfv:Credentials").Get<ServiceCredentialsOptions>() is { } credentials)
        {
            builder.Services.AddNfvServiceCredentials(credentials);
        }
        return builder;
    }
}
