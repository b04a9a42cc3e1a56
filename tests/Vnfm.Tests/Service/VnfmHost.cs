using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>The VNFM on a real Kestrel against the simulated NFVI, also over HTTP; an NFVO that has one descriptor and grants everything.</summary>
internal sealed class VnfmHost : IAsyncDisposable
{
    public const string Account = "sim-1";
    public const string TenantId = "t1";

    private readonly ServiceHost vim;
    private readonly ServiceHost vnfm;

    private VnfmHost(ServiceHost vim, ServiceHost vnfm, TestVnfds vnfds, TestGranter granter)
    {
        this.vim = vim;
        this.vnfm = vnfm;
        Vnfds = vnfds;
        Granter = granter;
        Http = vnfm.Client(TenantId);
        Http.DefaultRequestHeaders.Add("Version", "2.3.0");
    }

    public HttpClient Http { get; }

    public TestVnfds Vnfds { get; }

    public TestGranter Granter { get; }

    public IServiceProvider Services => vnfm.Services;

    public LogCapture Logs => vnfm.Logs;

    public IDocumentStore Store => vnfm.Services.GetRequiredService<IDocumentStore>();

    public SimulatedNfvi Nfvi => vim.Services.GetRequiredService<SimulatorDriver>().Nfvi(Account);

    public HttpClient Client(string tenant)
    {
        var client = vnfm.Client(tenant);
        client.DefaultRequestHeaders.Add("Version", "2.3.0");
        return client;
    }

    public static async Task<VnfmHost> StartAsync(Action<SimulatedAccountOptions>? configureVim = null)
    {
        var account = new SimulatedAccountOptions { Id = Account, AcceptUnknownReferences = true };
        foreach (var zone in (string[])["zone-1", "zone-2"])
        {
            account.Hosts.Add(new HostGroupOptions { NamePrefix = zone + "-host-", Zone = zone, Count = 8 });
        }
        account.ProviderNetworks.Add(new ProviderNetworkOptions { Id = "net-a", Cidr = "10.1.0.0/16" });
        account.ProviderNetworks.Add(new ProviderNetworkOptions { Id = "net-b", Cidr = "10.2.0.0/16" });
        configureVim?.Invoke(account);
        var vim = await ServiceHost.StartAsync(
            builder => builder.Services.AddVimSimulator(options => options.Accounts.Add(account), telemetry: false),
            app => app.MapVimSimulator());
        var vnfds = new TestVnfds();
        var granter = new TestGranter();
        var vnfm = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<IDocumentStore>(new InMemoryDocumentStore(TimeProvider.System));
                builder.Services.AddEventBus(new EventBusOptions());
                builder.Services.AddNfvDataProtection();
                builder.Services.AddSingleton<ITokenSource, ServiceToken>();
                builder.AddVnfm(o =>
                {
                    o.Nfvo = new Uri("http://127.0.0.1:9/");
                    o.Vim = vim.BaseAddress;
                    o.VimConnectionId = Account;
                    o.VimTimeout = TimeSpan.FromSeconds(20);
                });
                builder.Services.AddSingleton<IVnfdSource>(vnfds);
                builder.Services.AddSingleton<IGranter>(granter);
            },
            app => app.MapVnfm());
        return new VnfmHost(vim, vnfm, vnfds, granter);
    }

    public async ValueTask DisposeAsync()
    {
        await vnfm.DisposeAsync();
        await vim.DisposeAsync();
    }

    private sealed class ServiceToken : ITokenSource
    {
        private readonly string token = TestTokenIssuer.Token(null, ["service"]);

        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

        public void Invalidate(string token)
        {
            // There is no other one.
        }
    }
}
