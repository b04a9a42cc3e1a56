using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.OpenApi;
using NfvOrchestrator.Vim.OpenStack.Accounts;
using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>Registers the OpenStack adapter.</summary>
public static class OpenStackServiceCollectionExtensions
{
    /// <summary>Adds the adapter; map it with <see cref="OpenStackEndpoints.MapVimOpenStack"/>. Needs an <see cref="IDocumentStore"/> and data protection (<c>AddNfvPlatform</c>); publishes to an <see cref="IEventBus"/> when there is one.</summary>
    public static IServiceCollection AddOpenStackVim(this IServiceCollection services, Action<OpenStackOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        var bound = services.AddOptions<OpenStackOptions>().BindConfiguration(OpenStackOptions.Section)
            .Validate(static o => o.MaxConcurrency is >= 1 and <= 1024, "OpenStack:MaxConcurrency must be 1 to 1024.")
            .Validate(static o => o.Retries is >= 0 and <= 20, "OpenStack:Retries must be 0 to 20.")
            .Validate(static o => o.RequestTimeout > TimeSpan.Zero && o.ReadTimeout > TimeSpan.Zero && o.FollowInterval > TimeSpan.Zero && o.WatchInterval > TimeSpan.Zero, "OpenStack:RequestTimeout, ReadTimeout, FollowInterval and WatchInterval must be positive.")
            .Validate(static o => o.BreakDuration >= TimeSpan.FromMilliseconds(500), "OpenStack:BreakDuration must be at least half a second.")
            .Validate(static o => o.CreationLease > o.RequestTimeout, "OpenStack:CreationLease must be longer than OpenStack:RequestTimeout, or two processes could make the same thing.");
        if (configure is not null)
        {
            bound.Configure(configure);
        }
        bound.ValidateOnStart();
        services.AddSingleton(static sp => sp.GetRequiredService<IOptions<OpenStackOptions>>().Value);
        services.AddDocumentCollection(RecordStore.Collection);
        services.AddDocumentCollection(RecordStore.Missing);
        services.AddDocumentCollection(AlarmBook.Collection);
        services.AddDocumentCollection(AccountRegistry.Collection);
        services.AddApiDocuments(VimEndpoints.Document, OpenStackEndpoints.Document);
        services.AddHttpClient();
        services.AddSingleton<OsHttpClients>();
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(static sp => sp.GetRequiredService<OsHttpClients>());
        services.AddSingleton<AccountSecrets>();
        services.AddSingleton<RecordStore>();
        services.AddSingleton<AccountRegistry>();
        services.AddSingleton<AccountProbe>();
        services.AddSingleton<AccountHealth>();
        services.AddSingleton<ResourceWaiters>();
        services.AddSingleton(static sp => new FaultPublisher(sp.GetService<IEventBus>(), new AlarmBook(sp.GetRequiredService<IDocumentStore>()), sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AccountAlarms>();
        services.AddSingleton(static sp => new ResourceEngine(
            sp.GetRequiredService<RecordStore>(), sp.GetRequiredService<FaultPublisher>(), sp.GetRequiredService<OpenStackOptions>(), OwnerName(sp),
            sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<ResourceEngine>>()));
        services.AddSingleton<OpenStackDriver>();
        services.AddSingleton<IVimDriver>(static sp => sp.GetRequiredService<OpenStackDriver>());
        services.AddBackgroundLoop<EventSender>();
        services.AddBackgroundLoop<FollowLoop>();
        services.AddBackgroundLoop<MetricsLoop>();
        services.AddHealthChecks().AddCheck<FollowHealthCheck>("vim-openstack.follow");
        return services;
    }

    /// <summary>With SQLite one process has the store to itself: what it finds begun, its predecessor left, and nobody waits for a lease to end.</summary>
    private static string OwnerName(IServiceProvider services) =>
        services.GetRequiredService<OpenStackOptions>().InstanceName
        ?? (services.GetService<StoreOptions>() is { Provider: StoreProvider.Sqlite } ? "local" : Guid.CreateVersion7().ToString());
}
