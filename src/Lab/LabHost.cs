using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Assurance;
using NfvOrchestrator.Nfvo;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sdn.Onos;
using NfvOrchestrator.Sdn.Simulator;
using NfvOrchestrator.Vim.OpenStack;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm;

namespace NfvOrchestrator.Lab;

/// <summary>
/// Every service of the stack and the simulators below it, in one process on loopback. Between them there is only HTTP and the event bus, as between processes:
/// nothing here is a shortcut.
/// </summary>
public sealed class LabHost : IAsyncDisposable
{
    /// <summary>The tenant that the lab works for.</summary>
    public const string Tenant = "lab";

    /// <summary>The VIM account: the simulated NFVI, or the OpenStack project of <see cref="LabOptions.OpenStack"/>.</summary>
    public const string VimAccount = "vim-1";

    private const string OuterNetwork = "outer";

    /// <summary>The SDN controller.</summary>
    public const string Controller = "onos";

    private readonly List<WebApplication> apps = [];
    private readonly LabOptions options;
    private readonly IEventBus bus;
    private readonly LabClients secrets;

    private LabHost(LabOptions options, LabAddresses addresses, IEventBus bus, LabClients secrets)
    {
        this.options = options;
        Addresses = addresses;
        this.bus = bus;
        this.secrets = secrets;
    }

    /// <summary>Whether the NFVI is the simulated one.</summary>
    public bool IsSimulated => options.OpenStack is null;

    /// <summary>Where the services listen.</summary>
    public LabAddresses Addresses { get; }

    /// <summary>The event bus of the lab.</summary>
    public IEventBus Bus => bus;

    /// <summary>The operator's credentials when they were made at this start (they are shown once); null on a later start.</summary>
    public ClientCredentials? NewOperator => secrets.NewOperator;

    /// <summary>Credentials of the lab itself, an operator of the tenant <see cref="Tenant"/>; new at each start, in memory only.</summary>
    public ClientCredentials Self => secrets.Lab;

    /// <summary>Credentials of an operator of another tenant, see <see cref="LabWarmUp"/>.</summary>
    internal ClientCredentials WarmUp => secrets.WarmUp;

    /// <summary>Credentials of the services, with the role <c>service</c>.</summary>
    public ClientCredentials Services => secrets.Service;

    /// <summary>Every endpoint of every service, as mapped; contract tests see by it that they leave none out.</summary>
    public IEnumerable<Endpoint> Endpoints => apps.Cast<IEndpointRouteBuilder>().SelectMany(app => app.DataSources).SelectMany(source => source.Endpoints);

    /// <summary>Starts everything and waits until it listens.</summary>
    public static async Task<LabHost> StartAsync(LabOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.DataDirectory);
        var elsewhere = options.ExternalVnfms.Count > 0;
        var addresses = LabAddresses.Choose(options.FirstPort, elsewhere ? 0 : options.Vnfms);
        if (elsewhere)
        {
            addresses = addresses with { Vnfms = options.ExternalVnfms };
        }
        IEventBus shared = options.Kafka is { } kafka
            ? new KafkaEventBus(kafka, TimeProvider.System, NullLogger<KafkaEventBus>.Instance)
            : new InProcessEventBus(new EventBusOptions(), TimeProvider.System, NullLogger<InProcessEventBus>.Instance);
        var clients = await LabClients.MakeAsync(StoreOf(options, "nfvo"), cancellationToken);
        var lab = new LabHost(options, addresses, shared, clients);
        try
        {
            lab.Build();
            // The network is there before those who look at it; the rest at once: each waits for nobody but its own database.
            await lab.apps[^1].StartAsync(cancellationToken);
            await Task.WhenAll(lab.apps.SkipLast(1).Select(app => app.StartAsync(cancellationToken)));
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an operator of another tenant, or gives an existing one a new secret.</summary>
    public Task<ClientCredentials> MakeOperatorAsync(string clientId, TenantId tenant, CancellationToken cancellationToken)
        => new ClientRegistry(apps[0].Services.GetRequiredService<IDocumentStore>(), TimeProvider.System).CreateOrResetAsync(clientId, tenant, [NfvRoles.Operator], cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Those who call go before those who are called.
        foreach (var app in apps)
        {
            await app.StopAsync(CancellationToken.None);
        }
        foreach (var app in apps)
        {
            await app.DisposeAsync();
        }
        apps.Clear();
        if (bus is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private static StoreOptions StoreOf(LabOptions options, string service) => options.Postgres is { } connection
        ? new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = connection.Replace("{service}", service, StringComparison.Ordinal) }
        : new StoreOptions { Path = Path.Combine(options.DataDirectory, $"{service}.db"), Durability = options.Durability };

    private void Build()
    {
        Add("nfvo", Addresses.Nfvo, issuer: true, builder =>
        {
            builder.Services.AddLocalFolderBlobs(new LocalFolderBlobOptions { Folder = Path.Combine(options.DataDirectory, "packages") });
            builder.AddNfvo(o =>
            {
                o.Vnfm = Addresses.Vnfm;
                o.Vim = Addresses.Vim;
                o.Sdn = Addresses.Sdn;
                o.Assurance = Addresses.Assurance;
                o.VimConnectionId = VimAccount;
                o.SdnControllerId = Controller;
                o.UploadImages = !IsSimulated; // the simulated NFVI takes the names of the descriptors; bringing images in costs the demonstration a tenth more processor time
            });
        }, app =>
        {
            app.MapTokenEndpoint();
            app.MapNfvo();
        });
        foreach (var address in options.ExternalVnfms.Count > 0 ? [] : Addresses.Vnfms)
        {
            Add("vnfm", address, issuer: false, builder => builder.AddVnfm(o =>
            {
                o.Nfvo = Addresses.Nfvo;
                o.Vim = Addresses.Vim;
                o.VimConnectionId = VimAccount;
                options.ConfigureVnfm?.Invoke(o);
            }), app => app.MapVnfm());
        }
        Add("assurance", Addresses.Assurance, issuer: false, builder => builder.Services.AddAssurance(new AssuranceOptions
        {
            VnfmBaseAddress = Addresses.Vnfm,
            PolicyRefresh = TimeSpan.FromSeconds(1),
        }), app => app.MapAssurance());
        Add("sdn", Addresses.Sdn, issuer: false, builder => builder.Services.AddSdnOnos(new OnosOptions
        {
            ControllerId = Controller,
            BaseAddress = Addresses.Network,
            PollInterval = options.SdnPollInterval,
            SettleInterval = TimeSpan.FromMilliseconds(20),
        }), app => app.MapSdnOnos(NfvPolicies.Service));
        if (options.OpenStack is { } project)
        {
            Add("vim", Addresses.Vim, issuer: false, builder => builder.Services.AddOpenStackVim(o =>
            {
                o.Accounts.Add(project with { Id = VimAccount });
                o.MetricsInterval = options.MetricsInterval;
                options.ConfigureOpenStack?.Invoke(o);
            }), app => app.MapVimOpenStack());
        }
        else
        {
            Add("vim", Addresses.Vim, issuer: false, builder => builder.Services.AddVimSimulator(ConfigureVim), app => app.MapVimSimulator(), store: false);
        }
        AddNetwork();
    }

    private void ConfigureVim(SimulatorOptions o)
    {
        o.DataDirectory = Path.Combine(options.DataDirectory, "vim");
        o.MetricsInterval = options.MetricsInterval;
        o.CounterHistory = options.RememberedResources;
        var account = new SimulatedAccountOptions
        {
            Id = VimAccount,
            Name = "Simulated NFVI",
            // Software images are not uploaded to the simulator; it takes the descriptor's names.
            AcceptUnknownReferences = true,
        };
        account.Latency.Boot = DurationOptions.Always(options.BootTime);
        // Where floating addresses are from; a block that is for tests of networks (RFC 2544).
        account.ProviderNetworks.Add(new ProviderNetworkOptions { Id = OuterNetwork, Cidr = "198.18.0.0/16" });
        account.OuterNetwork = OuterNetwork;
        for (var zone = 1; zone <= 2; zone++)
        {
            account.Hosts.Add(new HostGroupOptions
            {
                NamePrefix = $"host-{zone}-",
                Count = options.Hosts / 2,
                Zone = $"zone-{zone}",
                SharedCoresPerNuma = 8,
                PinnedCoresPerNuma = 16,
                MemoryMibPerNuma = 32_768,
                Hugepages2MibPerNuma = 0,
                Hugepages1GibPerNuma = 32_768,
            });
        }
        options.ConfigureSimulator?.Invoke(account);
        o.Accounts.Add(account);
    }

    private void Add(string service, Uri address, bool issuer, Action<WebApplicationBuilder> configure, Action<WebApplication> map, bool store = true)
    {
        var builder = Builder(service, address);
        builder.AddNfvService(service, o =>
        {
            o.LogLevel = options.LogLevel;
            o.AnonymousSwagger = true;
            o.Auth.AllowPlainHttp = true;
            o.Auth.Authority = issuer ? null : Addresses.Nfvo.AbsoluteUri;
        });
        builder.Services.AddEventBus(bus);
        if (store)
        {
            builder.Services.AddDocumentStore(StoreOf(options, service));
            builder.Services.AddNfvDataProtection(Path.Combine(options.DataDirectory, "keys", service));
        }
        if (issuer)
        {
            builder.Services.AddNfvTokenIssuer();
        }
        builder.Services.AddNfvServiceCredentials(new ServiceCredentialsOptions
        {
            TokenEndpoint = new Uri(Addresses.Nfvo, "oauth2/token"),
            ClientId = secrets.Service.ClientId,
            ClientSecret = secrets.Service.Secret,
        });
        configure(builder);
        var app = builder.Build();
        app.UseNfvService();
        map(app);
        apps.Add(app);
    }

    private void AddNetwork()
    {
        // It plays a foreign product: no token, no platform of ours, the controller's own login.
        var builder = Builder("network", Addresses.Network);
        builder.Services.AddSdnSimulator(new SdnSimulatorOptions
        {
            DataFile = Path.Combine(options.DataDirectory, "network.journal"),
            FlowPoll = TimeSpan.FromMilliseconds(10),
        });
        var app = builder.Build();
        app.MapSdnSimulator();
        apps.Add(app);
    }

    private WebApplicationBuilder Builder(string service, Uri address)
    {
        var builder = NfvWebApplication.CreateEmbeddedBuilder(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            // Notifications to receivers on the same machine: this is a lab.
            ["Notifications:Callback:AllowLoopback"] = options.AllowLoopbackCallbacks ? "true" : "false",
            ["Notifications:EventSource"] = "/" + service,
            // One is watching: performance is collected and compared every few seconds.
            ["Performance:MinCollectionPeriod"] = "1",
            ["Performance:ThresholdPeriod"] = "2",
            ["Performance:Grace"] = "00:00:00.500",
        });
        builder.WebHost.UseUrls(address.AbsoluteUri);
        return builder;
    }
}
