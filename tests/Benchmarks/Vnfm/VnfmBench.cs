using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Lcm;
using NfvOrchestrator.Vnfm.Tests.Service;

namespace NfvOrchestrator.Benchmarks.Vnfm;

/// <summary>A VNFM on SQLite and a simulated NFVI, with HTTP between them.</summary>
internal sealed class VnfmBench : IAsyncDisposable
{
    public const string Account = "sim-1";
    private const string Tenant = "t1";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly ServiceHost vim;
    private readonly ServiceHost vnfm;
    private readonly HttpClient http;
    private readonly string folder;

    private VnfmBench(ServiceHost vim, ServiceHost vnfm, string folder)
    {
        this.vim = vim;
        this.vnfm = vnfm;
        this.folder = folder;
        http = vnfm.Client(Tenant);
        http.DefaultRequestHeaders.Add("Version", "2.3.0");
    }

    /// <summary>The simulated NFVI.</summary>
    public SimulatedNfvi Nfvi => vim.Services.GetRequiredService<SimulatorDriver>().Nfvi(Account);

    public static async Task<VnfmBench> StartAsync(TimeSpan boot, IReadOnlyList<int> sizes)
    {
        var account = new SimulatedAccountOptions { Id = Account, AcceptUnknownReferences = true };
        account.Latency.Boot = DurationOptions.Always(boot);
        account.Hosts.Add(new HostGroupOptions { NamePrefix = "host-", Zone = "zone-1", Count = 80 });
        account.ProviderNetworks.Add(new ProviderNetworkOptions { Id = "net-a", Cidr = "10.1.0.0/16" });
        var cloud = await ServiceHost.StartAsync(builder => builder.Services.AddVimSimulator(o => o.Accounts.Add(account), telemetry: false), app => app.MapVimSimulator());
        var vnfds = new TestVnfds();
        foreach (var size in sizes)
        {
            vnfds.ById[IdOf(size)] = TestVnfd.Many(size) with { DescriptorId = IdOf(size) };
        }
        var data = Directory.CreateTempSubdirectory("nfv-vnfm-bench-").FullName;
        var service = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddDocumentStore(new StoreOptions { Path = Path.Combine(data, "vnfm.db") });
                builder.Services.AddEventBus(new EventBusOptions());
                builder.Services.AddNfvDataProtection();
                builder.Services.AddSingleton<ITokenSource>(new Token());
                builder.AddVnfm(o =>
                {
                    o.Nfvo = new Uri("http://127.0.0.1:9/");
                    o.Vim = cloud.BaseAddress;
                    o.VimConnectionId = Account;
                    o.Reconciliation.Interval = TimeSpan.Zero;
                });
                builder.Services.AddSingleton<IVnfdSource>(vnfds);
                builder.Services.AddSingleton<IGranter>(new AllGranted());
            },
            app => app.MapVnfm());
        return new VnfmBench(cloud, service, data);
    }

    public async ValueTask DisposeAsync()
    {
        await vnfm.DisposeAsync();
        await vim.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A new VNF of so many VNFCs, instantiated; how long the operation took.</summary>
    public async Task<(string Id, TimeSpan Time)> InstantiateAsync(int size)
    {
        using var created = await http.PostAsync("/vnflcm/v2/vnf_instances", Content($$"""{"vnfdId":"{{IdOf(size)}}"}"""));
        var id = JsonDocument.Parse(await ExpectAsync(created, HttpStatusCode.Created)).RootElement.GetProperty("id").GetString()!;
        return (id, await RunAsync(id, "instantiate", """{"flavourId":"small","instantiationLevelId":"thousand","extVirtualLinks":[{"id":"ext","resourceId":"net-a","extCps":[{"cpdId":"out"}]}]}"""));
    }

    /// <summary>Runs an operation to its end; how long it took.</summary>
    public async Task<TimeSpan> RunAsync(string id, string task, string body)
    {
        using var accepted = await http.PostAsync($"/vnflcm/v2/vnf_instances/{id}/{task}", Content(body));
        await ExpectAsync(accepted, HttpStatusCode.Accepted);
        while (true)
        {
            var occurrence = JsonSerializer.Deserialize(await http.GetStringAsync(accepted.Headers.Location), VnfLcmJsonContext.Default.VnfLcmOpOcc)!;
            switch (occurrence.OperationState)
            {
                case LcmOperationStateType.COMPLETED:
                    return occurrence.StateEnteredTime - occurrence.StartTime;
                case LcmOperationStateType.STARTING or LcmOperationStateType.PROCESSING:
                    await Task.Delay(Look);
                    break;
                default:
                    throw new InvalidOperationException($"{task} of {id} ended {occurrence.OperationState}: {occurrence.Error?.Detail}");
            }
        }
    }

    /// <summary>Somebody deletes a server in the VIM.</summary>
    public void Lose(string id, int number) => Nfvi.Delete(Tenant, Vim.VimResourceKind.Compute, $"{id}:compute:front:{number}", out _);

    private static string IdOf(int size) => $"22222222-0000-4000-8000-{size:000000000000}";

    private static StringContent Content(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<string> ExpectAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == status ? text : throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}");
    }

    private sealed class Token : ITokenSource
    {
        private readonly string token = TestTokenIssuer.Token(null, ["service"]);

        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

        public void Invalidate(string token)
        {
            // There is no other one.
        }
    }
}
