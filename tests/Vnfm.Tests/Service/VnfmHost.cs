using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Lcm;
using NfvOrchestrator.Vnfm.Management;
using NfvOrchestrator.Vnfm.Management.Drivers;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>The VNFM on a real Kestrel against the simulated NFVI, also over HTTP; an NFVO that has one descriptor and grants everything.</summary>
internal sealed class VnfmHost : IAsyncDisposable
{
    public const string Account = "sim-1";
    public const string TenantId = "t1";

    /// <summary>Leases are short, so that what a killed VNFM left is taken up soon; receivers of notifications are on this machine.</summary>
    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        ["Operations:Lease"] = "00:00:00.600",
        ["Operations:IdlePoll"] = "00:00:00.100",
        ["Operations:StopGrace"] = "00:00:00.200",
        ["Notifications:Callback:AllowLoopback"] = "true",
    };

    private readonly InMemoryDocumentStore memory = new(TimeProvider.System);
    private readonly IVimUnderTest vim;
    private ServiceHost vnfm = null!;
    private MortalStore store = null!;

    private readonly Action<VnfmOptions>? configure;
    private readonly Uri? nfvo;

    private VnfmHost(IVimUnderTest vim, Action<VnfmOptions>? configure, Uri? nfvo)
    {
        this.vim = vim;
        this.configure = configure;
        this.nfvo = nfvo;
    }

    public HttpClient Http { get; private set; } = null!;

    public TestVnfds Vnfds { get; } = new();

    public TestGranter Granter { get; } = new();

    public TestScripts Scripts { get; } = new();

    public IServiceProvider Services => vnfm.Services;

    public LogCapture Logs => vnfm.Logs;

    public IDocumentStore Store => memory;

    public IVimUnderTest Vim => vim;

    public SimulatedNfvi Nfvi => ((SimulatedVim)vim).Nfvi;

    public Cable Cable => ((SimulatedVim)vim).Cable!;

    public HttpClient Client(string tenant)
    {
        var client = vnfm.Client(tenant);
        client.DefaultRequestHeaders.Add("Version", "2.3.0");
        return client;
    }

    /// <summary>Over a simulated NFVI of its own.</summary>
    /// <param name="configureVim">Changes to the simulated NFVI.</param>
    /// <param name="configure">Changes to the VNFM.</param>
    /// <param name="nfvo">Who grants; null: <see cref="Granter"/>.</param>
    /// <param name="cable">There is something between VNFM and VIM that can be cut: <see cref="SimulatedVim.Cable"/>.</param>
    public static async Task<VnfmHost> StartAsync(Action<SimulatedAccountOptions>? configureVim = null, Action<VnfmOptions>? configure = null, Uri? nfvo = null, bool cable = false)
    {
        var account = new SimulatedAccountOptions { Id = Account, AcceptUnknownReferences = true };
        foreach (var zone in (string[])["zone-1", "zone-2"])
        {
            account.Hosts.Add(new HostGroupOptions { NamePrefix = zone + "-host-", Zone = zone, Count = 8 });
        }
        account.ProviderNetworks.Add(new ProviderNetworkOptions { Id = "net-a", Cidr = "10.1.0.0/16" });
        account.ProviderNetworks.Add(new ProviderNetworkOptions { Id = "net-b", Cidr = "10.2.0.0/16" });
        account.ProviderNetworks.Add(new ProviderNetworkOptions { Id = "net-m", Cidr = "10.3.0.0/16" });
        configureVim?.Invoke(account);
        var cloud = await ServiceHost.StartAsync(
            builder => builder.Services.AddVimSimulator(options => options.Accounts.Add(account), telemetry: false),
            app => app.MapVimSimulator());
        return await StartAsync(new SimulatedVim(cloud, cable ? Cable.To(cloud.BaseAddress) : null), configure, nfvo);
    }

    /// <summary>Over a VIM of the caller's, which ends with the VNFM.</summary>
    public static async Task<VnfmHost> StartAsync(IVimUnderTest vim, Action<VnfmOptions>? configure = null, Uri? nfvo = null)
    {
        var host = new VnfmHost(vim, configure, nfvo);
        await host.StartVnfmAsync();
        return host;
    }

    /// <summary>The VNFM, and the adapter below it where that is a process of its own, end without a word, as after <c>kill -9</c>, in whatever it was doing, and another one starts on what it had stored.</summary>
    public async Task KillAsync()
    {
        store.Die();
        await vnfm.DisposeAsync();
        await vim.KillAsync();
        await StartVnfmAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await vnfm.DisposeAsync();
        await vim.DisposeAsync();
    }

    private async Task StartVnfmAsync()
    {
        store = new MortalStore(memory);
        vnfm = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<IDocumentStore>(store);
                builder.Services.AddEventBus(new EventBusOptions());
                builder.Services.AddNfvDataProtection();
                builder.Services.AddSingleton<ITokenSource, ServiceToken>();
                builder.AddVnfm(o =>
                {
                    o.Nfvo = nfvo ?? new Uri("http://127.0.0.1:9/");
                    o.Vim = vim.Address;
                    o.VimConnectionId = Account;
                    o.VimTimeout = vim.Patience;
                    o.Management.Drivers = [new ScriptDriverOptions { Driver = Scripts.Name }];
                    configure?.Invoke(o);
                });
                builder.Services.AddSingleton<IVnfdSource>(Vnfds);
                if (nfvo is null)
                {
                    builder.Services.AddSingleton<IGranter>(Granter);
                }
                builder.Services.AddSingleton<IScriptDriver>(Scripts);
            },
            app => app.MapVnfm(),
            Settings);
        Http = Client(TenantId);
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
