using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Sdn.Simulator;
using NfvOrchestrator.Sdn.Simulator.Network;

namespace NfvOrchestrator.Sdn.Tests.Support;

/// <summary>The simulated controller on a real Kestrel.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly WebApplication app;

    private SimulatorHost(WebApplication app)
    {
        this.app = app;
        BaseAddress = new Uri(app.Urls.First());
        Http = new HttpClient { BaseAddress = BaseAddress };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("onos:rocks")));
        Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    public Uri BaseAddress { get; }

    public HttpClient Http { get; }

    public static async Task<SimulatorHost> StartAsync(SdnSimulatorOptions? options = null, Uri? at = null)
    {
        var builder = NfvWebApplication.CreateEmbeddedBuilder();
        builder.WebHost.UseUrls(at?.ToString() ?? "http://127.0.0.1:0");
        builder.Services.AddSdnSimulator(options ?? Fast());
        var built = builder.Build();
        built.MapSdnSimulator();
        await built.StartAsync();
        return new SimulatorHost(built);
    }

    public static SdnSimulatorOptions Fast() => new() { FlowPoll = TimeSpan.FromMilliseconds(30), StatisticsInterval = TimeSpan.FromSeconds(1) };

    public async Task CableAsync(string device, int port, bool up) => (await Http.PutAsJsonAsync($"simulator/v1/cables/{device}/{port}/state", new { up })).EnsureSuccessStatusCode();

    public async Task DeviceAsync(string device, bool up) => (await Http.PutAsJsonAsync($"simulator/v1/devices/{device}/state", new { up })).EnsureSuccessStatusCode();

    public async Task RefuseAsync(string device, bool refuse) => (await Http.PutAsJsonAsync($"simulator/v1/devices/{device}/refuse", new { refuse })).EnsureSuccessStatusCode();

    public async Task LoadAsync(string device, int port, double bps, string dst) => (await Http.PutAsJsonAsync($"simulator/v1/loads/{device}/{port}", new { bps, dst })).EnsureSuccessStatusCode();

    public async Task<TraceResult> TraceAsync(string from, string query = "") => (await Http.GetFromJsonAsync<TraceResult>($"simulator/v1/trace?from={from}&{query}", Web))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
