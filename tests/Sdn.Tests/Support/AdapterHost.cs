using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sdn.Onos;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Sdn.Tests.Support;

/// <summary>The ONOS adapter on a real Kestrel, in front of a controller.</summary>
internal sealed class AdapterHost : IAsyncDisposable
{
    private AdapterHost(ServiceHost host, RecordingBus bus)
    {
        Host = host;
        Bus = bus;
        Client = new SdnClient(host.Client("t1", NfvRoles.Service));
    }

    public ServiceHost Host { get; }

    public RecordingBus Bus { get; }

    public SdnClient Client { get; }

    public static async Task<AdapterHost> StartAsync(Uri onos, IDocumentStore? store = null, TimeSpan? verify = null)
    {
        var bus = new RecordingBus();
        var host = await ServiceHost.StartAsync(
            b =>
            {
                b.Services.AddSingleton(store ?? new InMemoryDocumentStore(TimeProvider.System));
                b.Services.AddSingleton<IEventBus>(bus);
                b.Services.AddSdnOnos(new OnosOptions
                {
                    BaseAddress = onos,
                    PollInterval = TimeSpan.FromMilliseconds(100),
                    SettleInterval = TimeSpan.FromMilliseconds(20),
                    MetricsInterval = TimeSpan.FromMilliseconds(500),
                    VerifyTimeout = verify ?? TimeSpan.FromSeconds(30),
                });
            },
            app => app.MapSdnOnos(NfvPolicies.Service));
        return new AdapterHost(host, bus);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
