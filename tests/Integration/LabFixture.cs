using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;
using CreateVnfRequest = NfvOrchestrator.Sol.VnfLcm.CreateVnfRequest;
using ExtVirtualLinkData = NfvOrchestrator.Sol.VnfLcm.ExtVirtualLinkData;
using VnfInstance = NfvOrchestrator.Sol.VnfLcm.VnfInstance;

namespace NfvOrchestrator.Integration;

/// <summary>One lab for the tests of a class or collection, and what they all do with it.</summary>
public class LabFixture : IAsyncLifetime
{
    /// <summary>VNFD of <c>tosca-samples/minimal/vnf</c>.</summary>
    public const string MinimalVnfd = "3140a100-0000-4000-8000-000000000001";

    /// <summary>The connection points of the UPF.</summary>
    public static readonly string[] UpfPoints = ["n3", "n4", "n6", "n9"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nfv-integration-");
    private readonly Dictionary<(string, string), Task<string>> onboarded = [];

    internal LabHost Lab { get; private set; } = null!;

    internal LabApi Api { get; private set; } = null!;

    internal LabApi Services { get; private set; } = null!;

    /// <summary>How long an operation may take.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(90);

    protected virtual LabOptions Change(LabOptions options) => options;

    public async Task InitializeAsync()
    {
        Lab = await LabHost.StartAsync(Change(new LabOptions { DataDirectory = folder.FullName, Durability = StoreDurability.Normal }), CancellationToken.None);
        Api = new LabApi(Lab.Addresses, Lab.Self);
        Services = new LabApi(Lab.Addresses, Lab.Services, LabHost.Tenant);
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        Services.Dispose();
        await Lab.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Onboards a sample once.</summary>
    internal Task<string> VnfdAsync(string sample, LabApi? api = null)
    {
        lock (onboarded)
        {
            var key = (sample, api is null ? LabHost.Tenant : "other");
            if (!onboarded.TryGetValue(key, out var task))
            {
                onboarded[key] = task = Onboarding.VnfAsync((api ?? Api).Packages, Samples.Find(sample), CancellationToken.None);
            }
            return task;
        }
    }

    /// <summary>Onboards an NSD once.</summary>
    internal Task<string> NsdAsync(string sample, LabApi? api = null)
    {
        lock (onboarded)
        {
            var key = (sample, api is null ? LabHost.Tenant : "other");
            if (!onboarded.TryGetValue(key, out var task))
            {
                onboarded[key] = task = Onboarding.NsdAsync((api ?? Api).Nsds, Samples.Find(sample), CancellationToken.None);
            }
            return task;
        }
    }

    /// <summary>Onboards the 5G core and brings it up.</summary>
    internal async Task<NsInstance> CoreAsync(string name)
    {
        foreach (var vnf in new[] { "nrf", "udr", "udm", "ausf", "pcf", "nssf", "smf", "upf", "amf" })
        {
            await VnfdAsync($"5g-core/{vnf}");
        }
        var nsdId = await NsdAsync("5g-core/ns-5gc");
        var created = await Api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = nsdId, NsName = name, NsDescription = "test" });
        var accepted = await Api.NsLcm.InstantiateAsync(created.Resource.Id, new InstantiateNsRequest { NsFlavourId = "standard" });
        var end = await NsEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED, end.Error?.Detail);
        return (await Api.NsLcm.GetAsync(created.Resource.Id))!;
    }

    /// <summary>Creates a VNF instance of a sample.</summary>
    internal async Task<VnfInstance> CreateVnfAsync(string sample = "minimal/vnf", LabApi? api = null, string? name = null)
    {
        var vnfdId = await VnfdAsync(sample, api);
        return (await (api ?? Api).VnfLcm.CreateAsync(new CreateVnfRequest { VnfdId = vnfdId, VnfInstanceName = name })).Resource;
    }

    /// <summary>A request that instantiates with lab networks.</summary>
    internal async Task<InstantiateVnfRequest> RequestAsync(string flavour, IReadOnlyList<string> points, string tenant = LabHost.Tenant, LabApi? services = null)
    {
        var vim = new VimClient((services ?? Services).Vim);
        var links = new List<ExtVirtualLinkData>();
        foreach (var point in points)
        {
            var network = await vim.EnsureAsync(
                LabHost.VimAccount,
                VimKey.Of("test-net", point),
                new NetworkSpec { Name = point, Subnets = [new VimSubnet { Cidr = $"10.{100 + links.Count}.0.0/16" }], Tags = new VimTags { Tenant = tenant, InstanceId = "test-net" } },
                Patience,
                CancellationToken.None);
            links.Add(new ExtVirtualLinkData
            {
                Id = point,
                VimConnectionId = LabHost.VimAccount,
                ResourceId = network.VimResourceId ?? network.Key,
                ExtCps = [new VnfExtCpData { CpdId = point }],
            });
        }
        return new InstantiateVnfRequest { FlavourId = flavour, ExtVirtualLinks = links };
    }

    internal Task<InstantiateVnfRequest> MinimalRequestAsync() => RequestAsync("simple", ["net"]);

    internal Task<InstantiateVnfRequest> UpfRequestAsync() => RequestAsync("small", UpfPoints);

    /// <summary>Waits until an operation moves no more by itself.</summary>
    internal async Task<VnfLcmOpOcc> VnfEndAsync(string id, LabApi? api = null)
    {
        VnfLcmOpOcc? last = null;
        await Eventually.HoldsAsync(
            async () => (last = await (api ?? Api).VnfLcm.GetOpOccAsync(id))!.OperationState
                is not (LcmOperationStateType.STARTING or LcmOperationStateType.PROCESSING or LcmOperationStateType.ROLLING_BACK),
            $"the VNF operation {id} ends",
            Patience);
        return last!;
    }

    /// <summary>Waits until an operation moves no more by itself.</summary>
    internal async Task<NsLcmOpOcc> NsEndAsync(string id, LabApi? api = null)
    {
        NsLcmOpOcc? last = null;
        await Eventually.HoldsAsync(
            async () => (last = await (api ?? Api).NsLcm.GetOpOccAsync(id))!.OperationState is not (NsLcmOperationStateType.PROCESSING or NsLcmOperationStateType.ROLLING_BACK),
            $"the NS operation {id} ends",
            Patience);
        return last!;
    }

    /// <summary>What the simulated VIM holds of an instance.</summary>
    internal async Task<IReadOnlyList<VimResource>> InVimAsync(string instanceId, string? tenant = null)
        => [.. (await InventoryAsync()).Resources.Where(r => (tenant is null || r.Tenant == tenant) && r.Resource.Key.StartsWith(instanceId, StringComparison.Ordinal)).Select(r => r.Resource)];

    internal async Task<SimulatorInventory> InventoryAsync()
        => (await Services.Vim.GetFromJsonAsync($"simulator/v1/inventory?account={LabHost.VimAccount}", SimulatorJsonContext.Default.SimulatorInventory))!;

    /// <summary>Plays a fault in the VIM.</summary>
    internal async Task FaultAsync(FaultRule rule)
    {
        using var answer = await Services.Vim.PostAsJsonAsync($"simulator/v1/faults?account={LabHost.VimAccount}", rule, SimulatorJsonContext.Default.FaultRule);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    internal async Task NoFaultsAsync()
    {
        using var answer = await Services.Vim.DeleteAsync($"simulator/v1/faults?account={LabHost.VimAccount}");
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What the NFVO's ledger has reserved for a VNF instance; null: nothing.</summary>
    internal async Task<Reservation?> ReservationAsync(string vnfInstanceId, string tenant = LabHost.Tenant)
    {
        var store = DocumentStoreFactory.Create(
            new StoreOptions { Path = Path.Combine(folder.FullName, "nfvo.db") }, [GrantCollections.Reservations], TimeProvider.System, NullLoggerFactory.Instance);
        await using var _ = (IAsyncDisposable)store;
        return (await store.GetAsync(GrantCollections.Reservations, new TenantId(tenant), vnfInstanceId, CancellationToken.None))?.Value;
    }

    /// <summary>A request as it is, with the answer as it is.</summary>
    internal async Task<Answer> CallAsync(
        HttpMethod method, Uri root, string path, string? json = null, string? contentType = "application/json", string? version = "2.0.0", LabApi? api = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(root, path));
        if (version is not null)
        {
            request.Headers.Add("Version", version);
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }
        using var client = (api ?? Api).Client(root);
        using var response = await client.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Headers.Location?.ToString(), response.Headers.ETag?.Tag, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>An answer over HTTP.</summary>
internal sealed record Answer(int Status, string? Location, string? ETag, string Body)
{
    /// <summary>The words of the problem; checks that they are for people.</summary>
    public string Problem(int status)
    {
        Status.ShouldBe(status, Body);
        using var problem = JsonDocument.Parse(Body);
        problem.RootElement.GetProperty("status").GetInt32().ShouldBe(status);
        var detail = problem.RootElement.GetProperty("detail").GetString()!;
        detail.Length.ShouldBeInRange(20, 2000);
        Body.ShouldNotContain("   at ");
        Body.ShouldNotContain("Exception");
        Body.ShouldNotContain(".cs:");
        return detail;
    }
}

/// <summary>The tests that share one lab.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's word
public sealed class LabCollection : ICollectionFixture<LabFixture>
#pragma warning restore CA1711
{
    public const string Name = "lab";
}
