using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Follow;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>The adapter on a real Kestrel, with accounts by configuration.</summary>
internal sealed class AdapterHost : IAsyncDisposable
{
    private AdapterHost(ServiceHost host) => Host = host;

    public ServiceHost Host { get; }

    public IEventBus Bus => Host.Services.GetRequiredService<IEventBus>();

    public FollowLoop Follow => Host.Services.GetRequiredService<FollowLoop>();

    public static async Task<AdapterHost> StartAsync(IEnumerable<OpenStackAccountSettings> accounts, IDocumentStore? store = null, Action<OpenStackOptions>? configure = null, IEventBus? bus = null)
    {
        var host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(store ?? new InMemoryDocumentStore(TimeProvider.System));
                builder.Services.AddEventBus(new EventBusOptions());
                if (bus is not null)
                {
                    builder.Services.AddSingleton(bus);
                }
                builder.Services.AddNfvDataProtection();
                builder.Services.AddOpenStackVim(o =>
                {
                    o.Accounts.AddRange(accounts);
                    o.RetryDelay = TimeSpan.FromMilliseconds(20);
                    o.BreakDuration = TimeSpan.FromMilliseconds(500);
                    o.FollowInterval = TimeSpan.FromMilliseconds(Cloud.CloudUnderTest.IsReal ? 300 : 60);
                    o.WatchInterval = TimeSpan.FromMilliseconds(Cloud.CloudUnderTest.IsReal ? 2000 : 200);
                    o.DoubtGrace = TimeSpan.FromMilliseconds(Cloud.CloudUnderTest.IsReal ? 2000 : 100);
                    o.MetricsInterval = TimeSpan.Zero;
                    configure?.Invoke(o);
                });
            },
            app => app.MapVimOpenStack());
        return new AdapterHost(host);
    }

    /// <summary>A client of a tenant.</summary>
    public VimClient Client(string tenant = "t")
    {
        var http = Host.Client(tenant);
        http.Timeout = Timeout.InfiniteTimeSpan; // each attempt has its own
        return new VimClient(http, new VimClientOptions { RetryDelay = TimeSpan.FromMilliseconds(30), Patience = TimeSpan.FromSeconds(60), AttemptTimeout = TimeSpan.FromSeconds(90) });
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
