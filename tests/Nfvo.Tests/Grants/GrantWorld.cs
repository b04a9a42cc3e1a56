using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.Grants.Assets;
using NfvOrchestrator.Nfvo.NsLcm;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Tests.Grants;

/// <summary>A grant service on a real SQLite file, with a VIM of a fixed size: servers take 2 vCPU each.</summary>
internal sealed class GrantWorld : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("t");

    private readonly string folder;
    private readonly List<GrantService> services = [];
    private readonly HttpMessageHandler vim;
    private readonly ServiceProvider outbox = new ServiceCollection().AddNotifications().BuildServiceProvider();

    private readonly NfvoOptions options;

    private GrantWorld(int servers, string[] zones, string folder, IDocumentStore store, NfvoOptions options)
    {
        this.folder = folder;
        this.options = options;
        vim = new StubVim(servers, zones, () => HostDiskGib, Servers, Quotas, Images, Flavours);
        Blobs = new LocalFolderBlobStore(new LocalFolderBlobOptions { Folder = Path.Combine(folder, "blobs") });
        Store = store;
        Service = NewService();
    }

    /// <summary>For files of a test; goes with the world.</summary>
    public string Folder => folder;

    public IDocumentStore Store { get; }

    public GrantService Service { get; }

    /// <summary>Settings of its services.</summary>
    public NfvoOptions Options => options;

    /// <summary>Contents of packages.</summary>
    public IBlobStore Blobs { get; }

    /// <summary>Images of the VIM.</summary>
    public StubImages Images { get; } = new();

    /// <summary>Flavours of the VIM.</summary>
    public StubFlavours Flavours { get; } = new();

    /// <summary>Servers that the VIM says are there.</summary>
    public List<VimResource> Servers { get; } = [];

    /// <summary>Quotas that the VIM account has at its cloud.</summary>
    public List<VimQuota> Quotas { get; } = [];

    /// <summary>Disk of each host that the VIM tells; servers take 10 GiB each.</summary>
    public long HostDiskGib { get; set; } = 1 << 20;

    /// <param name="servers">How many servers there is room for.</param>
    /// <param name="configure">Settings.</param>
    /// <param name="postgres">Connection string of an empty database instead of SQLite.</param>
    /// <param name="zones">The zones of the VIM, each with room for that many servers.</param>
    public static async Task<GrantWorld> StartAsync(int servers, Action<NfvoOptions>? configure = null, string? postgres = null, params string[] zones)
    {
        var settings = new NfvoOptions { VimConnectionId = "vim", UploadImages = false };
        configure?.Invoke(settings);
        var directory = Directory.CreateTempSubdirectory("nfv-grants-").FullName;
        var store = DocumentStoreFactory.Create(
            postgres is null ? new StoreOptions { Path = Path.Combine(directory, "store.db") } : new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = postgres },
            [GrantCollections.Grants, GrantCollections.Reservations, GrantCollections.Ledgers, GrantCollections.Pending, CatalogueCollections.VnfPackages, NsCollections.VnfmSubscriptions, NsCollections.Instances, VnfmCollections.Registrations,
                .. NotificationCollections.All, IdempotencyStore.Collection, ResourceCollections.PlatformKeys],
            TimeProvider.System,
            NullLoggerFactory.Instance);
        await ((IStoreLifetime)store).InitializeAsync(default);
        return new GrantWorld(servers, zones.Length == 0 ? ["z"] : zones, directory, store, settings);
    }

    /// <summary>Another NFVO process on the same store.</summary>
    public GrantService NewService()
    {
        var client = new VimClient(new HttpClient(vim, disposeHandler: false) { BaseAddress = new Uri("http://vim/") });
        var service = new GrantService(Store, new OneVnfd(), client, new SoftwareImages(Store, Blobs, client, options, TimeProvider.System), new ComputeFlavours(client, TimeProvider.System, NullLogger<ComputeFlavours>.Instance), outbox.GetRequiredService<INotificationOutbox>(), options, TimeProvider.System);
        services.Add(service);
        return service;
    }

    public static GrantRequest Request(string instance, string occurrence, IEnumerable<string>? add = null, IEnumerable<string>? remove = null) => new()
    {
        VnfInstanceId = instance,
        VnfLcmOpOccId = occurrence,
        VnfdId = "vnfd",
        FlavourId = "small",
        Operation = GrantedLcmOperationType.INSTANTIATE,
        IsAutomaticInvocation = false,
        AddResources = add is null ? null : [.. add.Select(Definition)],
        RemoveResources = remove is null ? null : [.. remove.Select(Definition)],
        Links = new GrantRequestLinks { VnfLcmOpOcc = new Link { Href = "http://o" }, VnfInstance = new Link { Href = "http://i" } },
    };

    public Task<GrantRecord> AskAsync(GrantRequest request, GrantService? service = null) => (service ?? Service).GrantAsync(Tenant, request, LinksOf, default);

    /// <summary>Registers a VNFM of another maker.</summary>
    public async Task RegisterAsync(string id, string root, string? clientId = null) => (await Store.CommitAsync(
        new WriteBatch().Insert(VnfmCollections.Registrations, Tenant, id, new ExternalVnfm
        {
            Id = id,
            Registration = new VnfmRegistration { ApiRoot = root, VnfmInfo = [id] },
            ClientId = clientId,
            RegisteredAt = DateTimeOffset.UnixEpoch,
        }),
        default)).Ok.ShouldBeTrue();

    /// <summary>True: granted; false: refused for want of capacity.</summary>
    public async Task<bool> TryAsync(GrantRequest request, GrantService? service = null)
    {
        try
        {
            await AskAsync(request, service);
            return true;
        }
        catch (SolProblemException refused) when (refused.Problem.StatusCode == 403)
        {
            refused.Problem.Problem.Detail.ShouldContain("not granted");
            return false;
        }
    }

    /// <summary>vCPUs that are reserved; checks that the sums of the ledger are those of the reservations.</summary>
    public async Task<long> ReservedAsync()
    {
        var pages = (await Store.QueryAsync(GrantCollections.Ledgers, TenantId.System, new StoreQuery { Limit = 1000 }, default)).Items.Select(p => p.Value).ToList();
        var reservations = new List<Reservation>();
        string? after = null;
        do
        {
            var page = await Store.QueryAsync(GrantCollections.Reservations, Tenant, new StoreQuery { Limit = 100, AfterId = after }, default);
            reservations.AddRange(page.Items.Select(r => r.Value));
            after = page.NextAfterId;
        }
        while (after is not null);
        reservations.ShouldAllBe(r => r.Lines.Count > 0);
        foreach (var zone in pages.Select(p => p.Zone).OfType<ZoneCounters>())
        {
            var lines = reservations.SelectMany(r => r.Lines.Select(l => (Line: l, Confirmed: r.ConfirmedKeys.Contains(l.Key, StringComparer.Ordinal)))).Where(l => l.Line.ZoneId == zone.ZoneId).ToList();
            zone.Counters.Reserved.Vcpus.ShouldBe(lines.Sum(l => l.Line.Amounts.Vcpus));
            zone.Counters.Free.Vcpus.ShouldBeGreaterThanOrEqualTo(0);
        }
        foreach (var quota in pages.Select(p => p.Quota).OfType<QuotaCounters>())
        {
            quota.Counters.Reserved.Vcpus.ShouldBe(reservations.Where(r => r.Tenant == quota.Tenant).SelectMany(r => r.Lines).Sum(l => l.Amounts.Vcpus));
        }
        foreach (var limit in pages.Select(p => p.Limit).OfType<AccountLimit>())
        {
            limit.Promised.Vcpus.ShouldBe(reservations.SelectMany(r => r.Lines).Sum(l => l.Amounts.Vcpus));
            (limit.External.Vcpus + limit.Promised.Vcpus).ShouldBeLessThanOrEqualTo(limit.Total.Vcpus);
        }
        return reservations.SelectMany(r => r.Lines).Sum(l => l.Amounts.Vcpus);
    }

    public async ValueTask DisposeAsync()
    {
        services.ForEach(s => s.Dispose());
        vim.Dispose();
        await outbox.DisposeAsync();
        await ((IAsyncDisposable)Store).DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static ResourceDefinition Definition(string id) => new() { Id = id, Type = ResourceDefinitionType.COMPUTE, VduId = "v", ResourceTemplateId = "v" };

    public static GrantLinks LinksOf(string id) => new() { Self = new Link { Href = "http://g/" + id }, VnfLcmOpOcc = new Link { Href = "http://o" }, VnfInstance = new Link { Href = "http://i" } };

    private sealed class OneVnfd : ICatalogue
    {
        private static readonly VirtualCompute Compute = new()
        {
            NumVirtualCpu = 2,
            VirtualMemSizeMiB = 1024,
            NumaNodes = 2,
            LocalStorageBytes = [10L << 30],
            ExtraRequirements = new Dictionary<string, string>(StringComparer.Ordinal) { ["hw:watchdog_action"] = "reset" },
        };

        private static readonly VnfDescriptor Descriptor = new()
        {
            DescriptorId = "vnfd",
            DescriptorVersion = "1",
            Provider = "p",
            ProductName = "n",
            SoftwareVersion = "1",
            DefaultFlavourId = "small",
            Flavours =
            [
                new DeploymentFlavour
                {
                    FlavourId = "small",
                    DefaultInstantiationLevelId = "one",
                    Vdus = [new Vdu { Id = "v", Name = "v", Compute = Compute, SwImage = new SwImage { Id = "img", Name = "img", Version = "1", ArtifactPath = "Files/v.img" } }],
                },
            ],
        };

        public Task<VnfdEntry?> FindVnfdAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken)
            => Task.FromResult<VnfdEntry?>(vnfdId == "vnfd" ? new VnfdEntry { Tenant = tenant, Enabled = true, Version = 1, VnfPkgId = "pkg", Descriptor = Descriptor } : null);

        public Task<NsdEntry?> FindNsdAsync(TenantId tenant, string nsdId, CancellationToken cancellationToken) => Task.FromResult<NsdEntry?>(null);

        public Task<NsdEntry?> FindNsdByInfoIdAsync(TenantId tenant, string nsdInfoId, CancellationToken cancellationToken) => Task.FromResult<NsdEntry?>(null);

        public void AddUse(WriteBatch batch, CatalogueEntry entry, string instanceId)
        {
        }

        public void RemoveUse(WriteBatch batch, TenantId tenant, CatalogueKind kind, string descriptorId, string instanceId)
        {
        }

        public Task<bool> IsInUseAsync(TenantId tenant, CatalogueKind kind, string descriptorId, CancellationToken cancellationToken) => Task.FromResult(false);
    }

    /// <summary>Zones with hosts of two servers each that nobody else uses, and the servers that are there.</summary>
    private sealed class StubVim(int servers, string[] zones, Func<long> disk, List<VimResource> there, List<VimQuota> quotas, StubImages images, StubFlavours flavours) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            if (path.EndsWith("/flavours/search", StringComparison.Ordinal))
            {
                return await flavours.AnswerAsync(request);
            }
            if (path.Contains("/resources/image/", StringComparison.Ordinal))
            {
                return await images.AnswerAsync(request) is { } image
                    ? new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(JsonSerializer.Serialize(image, VimJsonContext.Default.VimResource), Encoding.UTF8, "application/json") }
                    : new HttpResponseMessage(HttpStatusCode.Conflict)
                    {
                        RequestMessage = request,
                        Content = new StringContent("""{"status":409,"title":"The state does not allow it","detail":"It cannot change.","cause":"CONFLICT","retryable":"false"}""", Encoding.UTF8, "application/problem+json"),
                    };
            }
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent(
                    path.EndsWith("/resources", StringComparison.Ordinal)
                        ? JsonSerializer.Serialize(new VimResourcePage([.. there], null), VimJsonContext.Default.VimResourcePage)
                        : JsonSerializer.Serialize(Capacity(), VimJsonContext.Default.VimCapacity),
                    Encoding.UTF8,
                    "application/json"),
            };
        }

        private Vim.VimCapacity Capacity()
        {
            var pools = new VimPools { SharedVcpus = new VimPool(4, 0), PinnedCores = default, MemoryMib = new VimPool(1 << 20, 0), DiskGib = new VimPool(disk(), 0) };
            return new Vim.VimCapacity
            {
                AccountId = "vim",
                MeasuredAt = DateTimeOffset.UnixEpoch,
                Quotas = [.. quotas],
                QuotasOfAccount = quotas.Count > 0,
                Zones =
                [
                    .. zones.Select(zone => new VimZoneCapacity
                    {
                        Zone = zone,
                        Hosts = [.. Enumerable.Range(0, (servers + 1) / 2).Select(i => new VimHostCapacity { Host = zone == "z" ? $"h{i}" : $"{zone}-h{i}", Up = true, Pools = pools, Aggregates = [i % 2 == 0 ? "even" : "odd"] })],
                        Pools = new VimPools { SharedVcpus = new VimPool(servers * 2, 0), PinnedCores = default, MemoryMib = new VimPool(1 << 30, 0), DiskGib = new VimPool(1 << 20, 0) },
                    }),
                ],
            };
        }
    }
}
