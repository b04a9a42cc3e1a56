using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>A VNFM and a simulated data centre on a real Kestrel, with an NFVO that grants everything, and an element manager.</summary>
internal sealed class VnfmWorld : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal) { ["vnflcm"] = "2.3.0", ["vnfind"] = "1.4.0" };

    private readonly ServiceHost host;
    private readonly string folder;

    private VnfmWorld(ServiceHost host, TestEm em, string folder)
    {
        this.host = host;
        this.folder = folder;
        Em = em;
        Http = host.Client("t1");
    }

    public TestEm Em { get; }

    public HttpClient Http { get; }

    public ServiceHost Host => host;

    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    public static TenantId Tenant => new("t1");

    public static async Task<VnfmWorld> StartAsync(VnfDescriptor vnfd, Action<VnfmOptions, TestEm>? configure = null, Action<IServiceCollection>? services = null)
    {
        var data = Directory.CreateTempSubdirectory("nfv-vnfm-").FullName;
        var em = await TestEm.StartAsync();
        var root = new Uri($"http://127.0.0.1:{FreePort()}");
        var started = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddDocumentStore(new StoreOptions { Path = Path.Combine(data, "vnfm.db"), Durability = StoreDurability.Normal });
                builder.Services.AddNfvDataProtection();
                builder.Services.AddEventBus(new EventBusOptions());
                builder.Services.AddSingleton<ITokenSource>(new FixedToken());
                builder.Services.AddVimSimulator(
                    o =>
                    {
                        o.DataDirectory = Path.Combine(data, "vim");
                        o.MetricsInterval = TimeSpan.Zero;
                        var account = new SimulatedAccountOptions { Id = "vim", Name = "vim", AcceptUnknownReferences = true };
                        account.Latency.Boot = DurationOptions.Always(TimeSpan.Zero);
                        account.Hosts.Add(new HostGroupOptions { NamePrefix = "h", Count = 4, Zone = "z", SharedCoresPerNuma = 32, PinnedCoresPerNuma = 32, MemoryMibPerNuma = 131_072, Hugepages2MibPerNuma = 65_536, Hugepages1GibPerNuma = 65_536 });
                        o.Accounts.Add(account);
                    },
                    telemetry: false);
                builder.AddVnfm(o =>
                {
                    o.Nfvo = root;
                    o.Vim = root;
                    o.VimConnectionId = "vim";
                    o.Indicators.Interval = TimeSpan.FromMilliseconds(50);
                    configure?.Invoke(o, em);
                });
                builder.Services.AddSingleton<IVnfdSource>(new KnownVnfds(vnfd));
                builder.Services.AddSingleton<IGranter>(new GrantAll());
                services?.Invoke(builder.Services);
            },
            app =>
            {
                app.MapVimSimulator();
                app.MapVnfm();
            },
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Notifications:Callback:AllowLoopback"] = "true" },
            url: root.AbsoluteUri.TrimEnd('/'));
        return new VnfmWorld(started, em, data);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await Em.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Calls the VNFM as its tenant; <paramref name="path"/> begins with the API, e.g. <c>vnflcm/v2/vnf_instances</c>.</summary>
    public async Task<(int Status, JsonElement Body, string? Location)> CallAsync(string method, string path, string? body = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Version", Versions[path.Split('/')[0]]);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }
        using var response = await (client ?? Http).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        using var json = text.Length == 0 ? null : JsonDocument.Parse(text);
        return ((int)response.StatusCode, json?.RootElement.Clone() ?? default, response.Headers.Location?.ToString());
    }

    /// <summary>A new VNF of the descriptor.</summary>
    public async Task<string> CreateAsync(string vnfdId)
    {
        var (status, body, _) = await CallAsync("POST", "vnflcm/v2/vnf_instances", $$"""{"vnfdId":"{{vnfdId}}","vnfInstanceName":"edge"}""");
        status.ShouldBe(201, body.ToString());
        return body.GetProperty("id").GetString()!;
    }

    /// <summary>Starts an operation and waits until it is over or stopped; returns the occurrence.</summary>
    public async Task<JsonElement> OperateAsync(string id, string task, string body)
    {
        var (status, answer, location) = await CallAsync("POST", $"vnflcm/v2/vnf_instances/{id}/{task}", body);
        status.ShouldBe(202, answer.ToString());
        return await FinishAsync(location!);
    }

    /// <summary>Waits until an occurrence is over or stopped.</summary>
    public async Task<JsonElement> FinishAsync(string location)
    {
        JsonElement occurrence = default;
        await Eventually.HoldsAsync(
            async () =>
            {
                occurrence = (await CallAsync("GET", new Uri(location).AbsolutePath.TrimStart('/'))).Body;
                return occurrence.GetProperty("operationState").GetString() is "COMPLETED" or "FAILED_TEMP" or "FAILED" or "ROLLED_BACK";
            },
            $"{location} ends",
            TimeSpan.FromMinutes(1));
        return occurrence;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
