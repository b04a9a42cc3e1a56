using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Assurance.Decisions;
using NfvOrchestrator.Assurance.Policies;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Assurance.Tests.Service;

/// <summary>The assurance service on Kestrel with a SQLite store that survives a restart, and the far side.</summary>
internal sealed class AssuranceHost : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("assurance-").FullName;
    private ServiceHost service = null!;

    public DirectBus Bus { get; } = new();

    /// <summary>The product's own bus, when the test is about it.</summary>
    private InProcessEventBus? realBus;

    public RecordingVnfm Vnfm { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public ServiceHost Service => service;

    public AssuranceOptions Options { get; } = new() { RetryPause = TimeSpan.FromMilliseconds(20), PolicyRefresh = TimeSpan.FromMilliseconds(50) };

    /// <summary>Where the clock of the samples stands.</summary>
    public DateTimeOffset SampleClock { get; private set; } = DateTimeOffset.UtcNow;

    public static async Task<AssuranceHost> StartAsync(Action<AssuranceOptions>? configure = null, bool realBus = false)
    {
        var host = new AssuranceHost { Vnfm = await RecordingVnfm.StartAsync() };
        host.realBus = realBus ? new InProcessEventBus(new EventBusOptions(), TimeProvider.System, NullLogger<InProcessEventBus>.Instance) : null;
        host.Options.VnfmBaseAddress = host.Vnfm.Address;
        configure?.Invoke(host.Options);
        await host.StartServiceAsync();
        return host;
    }

    public async Task StartServiceAsync()
    {
        service = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddDocumentStore(new StoreOptions { Path = Path.Combine(folder, "assurance.db") });
                builder.Services.AddEventBus((IEventBus?)realBus ?? Bus);
                builder.Services.AddSingleton<ITokenSource>(new FixedToken());
                builder.Services.AddAssurance(Options);
            },
            app => app.MapAssurance());
        Client = service.Client("t1");
        var loops = service.Services.GetRequiredService<BackgroundLoopRegistry>();
        await Eventually.HoldsAsync(() => loops.Reports().Any(r => r is { Name: "assurance.consumers", LastSuccess: not null }), "both topics are subscribed");
    }

    public async Task StopServiceAsync() => await service.DisposeAsync();

    public static ScalingPolicy Policy(string id = "p1") => new()
    {
        Id = id,
        VnfInstanceId = "v",
        AspectId = "workers",
        Metric = "cpu_utilization",
        ScaleOutThreshold = 80,
        ScaleInThreshold = 20,
        BreachDurationSeconds = 20,
        CooldownSeconds = 60,
    };

    public async Task PutAsync(ScalingPolicy policy)
    {
        using var answer = await Client.PutAsJsonAsync($"/assurance/v1/policies/{policy.Id}", policy, AssuranceJson.Default.ScalingPolicy);
        ((int)answer.StatusCode).ShouldBeInRange(200, 201, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Publishes a load for some seconds, a value every five.</summary>
    public async Task LoadAsync(double value, int seconds, string tenant = "t1", string instance = "v")
    {
        for (var end = SampleClock.AddSeconds(seconds); SampleClock < end;)
        {
            SampleClock = SampleClock.AddSeconds(5);
            var data = new MetricsEvent
            {
                InstanceId = instance,
                Samples = [.. new[] { "s1", "s2" }.Select(s => new MetricSample { ObjectId = s, VduId = "vdu", Metric = "cpu_utilization", Unit = "%", Value = value, Time = SampleClock })],
            };
            await ((IEventBus?)realBus ?? Bus).PublishAsync(NfvTopics.Metrics, instance, new CloudEvent
            {
                Id = Guid.NewGuid().ToString(),
                Source = "/test",
                Type = MetricsEvent.EventType,
                Time = SampleClock,
                Tenant = tenant,
                Data = JsonSerializer.SerializeToElement(data, MetricsEventJson.Default.MetricsEvent),
            }, CancellationToken.None);
        }
    }

    public async Task<List<ScalingDecision>> DecisionsAsync()
        => (await Client.GetFromJsonAsync("/assurance/v1/decisions?vnfInstanceId=v", AssuranceJson.Default.ListScalingDecision))!;

    public async Task<PolicyStatus> StatusAsync(string policy = "p1")
        => (await Client.GetFromJsonAsync($"/assurance/v1/policies/{policy}/status", AssuranceJson.Default.PolicyStatus))!;

    public async Task<ScalingDecision> DecisionAsync(DecisionState state, int index = 0)
    {
        await Eventually.HoldsAsync(async () => (await DecisionsAsync()).ElementAtOrDefault(index)?.State == state, $"decision {index} is {state}");
        return (await DecisionsAsync())[index];
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        if (realBus is not null)
        {
            await realBus.DisposeAsync();
        }
        await Vnfm.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class FixedToken : ITokenSource
    {
        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => new("token");

        public void Invalidate(string token)
        {
        }
    }
}
