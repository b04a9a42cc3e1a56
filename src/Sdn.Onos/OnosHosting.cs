using Microsoft.Extensions.DependencyInjection.Extensions;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sdn.Onos.Programming;
using NfvOrchestrator.Sdn.Onos.Registry;
using NfvOrchestrator.Sdn.Onos.Rest;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Sdn.Onos;

/// <summary>Composition of the ONOS adapter.</summary>
public static class OnosHosting
{
    /// <summary>Adds the adapter for one controller. Needs an <see cref="IDocumentStore"/>; publishes to an <see cref="IEventBus"/> when there is one.</summary>
    public static IServiceCollection AddSdnOnos(this IServiceCollection services, OnosOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddApiDocuments(SdnEndpoints.Document);
        services.AddDocumentCollection(DocumentPathRegistry.Paths);
        services.AddDocumentCollection(DocumentPathRegistry.Ledgers);
        services.TryAddSingleton<IPathRegistry>(sp => new DocumentPathRegistry(sp.GetRequiredService<IDocumentStore>()));
        services.AddHttpClient(nameof(OnosClient), http =>
        {
            http.BaseAddress = options.BaseAddress;
            // Each attempt has its own time-out.
            http.Timeout = Timeout.InfiniteTimeSpan;
        });
        services.AddSingleton(sp => new OnosClient(sp.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(OnosClient)), options, sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton(sp => new SdnEventPublisher(sp.GetService<IEventBus>(), options, sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<SdnEventPublisher>>()));
        services.AddSingleton<OnosSdnDriver>();
        services.AddSingleton<ISdnDriver>(sp => sp.GetRequiredService<OnosSdnDriver>());
        services.AddBackgroundLoop<OnosLoop>();
        return services;
    }

    /// <summary>Serves the adapter contract.</summary>
    /// <param name="app">Where to.</param>
    /// <param name="policy">Authorization policy of callers; null leaves it to the host's default.</param>
    public static IEndpointRouteBuilder MapSdnOnos(this IEndpointRouteBuilder app, string? policy)
    {
        app.MapSdn(policy);
        return app;
    }
}
