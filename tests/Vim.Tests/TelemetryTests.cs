using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vim.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task UtilisationAndEventsArePublishedUnderTheInstance()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var bus = new RecordingBus { FailFirst = 2 };
        await using var host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                builder.Services.AddSingleton<IEventBus>(bus);
                builder.Services.AddVimSimulator(options =>
                {
                    options.Accounts.Add(Nfvis.Options());
                    options.MetricsInterval = TimeSpan.FromSeconds(5);
                });
            },
            app => app.MapVimSimulator());
        var nfvi = host.Services.GetRequiredService<SimulatorDriver>().Nfvi("sim-1");
        var spec = Nfvis.Server(vcpus: 2) with { Tags = new VimTags { InstanceId = "vnf-1", DescriptorElementId = "upf" } };
        for (var i = 0; i < 3; i++) nfvi.Put($"s{i}", spec);
        nfvi.Put("lonely", Nfvis.Server());
        nfvi.SetLoad(new LoadRule { InstanceId = "vnf-1", Cpu = new LoadProfile { Value = 50 }, IncomingBps = new LoadProfile { Value = 1e9 } });
        await Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return bus.Of(NfvTopics.Metrics, "vnf-1").Any(e => Samples(e).Any(sample => sample is { Metric: "cpu_utilization", Value: 50 }))
                    && bus.Of(NfvTopics.Alarms, "vnf-1").Count() >= 3;
            },
            "metrics and three events of vnf-1");
        var metrics = bus.Of(NfvTopics.Metrics, "vnf-1").Last();
        metrics.Tenant.ShouldBe("t");
        var samples = Samples(metrics);
        samples.Count.ShouldBe(15); // one event for all three servers
        samples.ShouldAllBe(sample => sample.VduId == "upf");
        samples.Select(sample => (sample.Metric, sample.Unit)).Distinct().ShouldBe([("cpu_utilization", "%"), ("memory_utilization", "%"), ("incoming_bps", "bit/s"), ("outgoing_bps", "bit/s"), ("power", "W")]);
        bus.Of(NfvTopics.Metrics, "sim-1").Last().Tenant.ShouldBe("_system");
        bus.Of(NfvTopics.Alarms, "vnf-1").Take(3).Select(e => (e.Type, e.Subject)).ShouldBe([("nfv.vim.server.created", "s0"), ("nfv.vim.server.created", "s1"), ("nfv.vim.server.created", "s2")]);
        var down = nfvi.Find("t", VimResourceKind.Compute, "s0")!.Outputs.Host!;
        nfvi.SetHost(down, up: false);
        nfvi.SetHost(down, up: true);
        await Eventually.HoldsAsync(() => bus.Of(NfvTopics.Alarms, "vnf-1").Any(e => e is { Type: AlarmEvent.ClearedType, Subject: "s0" }), "the alarm of s0 is cleared");
        var alarms = bus.Of(NfvTopics.Alarms, "vnf-1").Where(e => e.Subject == "s0" && e.Type.StartsWith("nfv.alarm.", StringComparison.Ordinal)).ToList();
        alarms.Select(e => e.Type).ShouldBe([AlarmEvent.RaisedType, AlarmEvent.ClearedType]);
        alarms.Select(e => e.Data.Deserialize(AlarmEventJson.Default.AlarmEvent)!.AlarmId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task TheTrafficOfAServerIsPublishedForItsPortsToo()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var bus = new RecordingBus();
        await using var host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                builder.Services.AddSingleton<IEventBus>(bus);
                builder.Services.AddVimSimulator(options =>
                {
                    options.Accounts.Add(Nfvis.Options());
                    options.MetricsInterval = TimeSpan.FromSeconds(5);
                });
            },
            app => app.MapVimSimulator());
        var nfvi = host.Services.GetRequiredService<SimulatorDriver>().Nfvi("sim-1");
        nfvi.Put("net", Nfvis.Network());
        foreach (var port in (string[])["p1", "p2"]) nfvi.Put(port, new PortSpec { NetworkRef = "net", Tags = new VimTags { InstanceId = "vnf-1" } });
        nfvi.Put("s1", Nfvis.Server() with { PortKeys = ["p1", "p2"], Tags = new VimTags { InstanceId = "vnf-1" } });
        nfvi.SetLoad(new LoadRule { InstanceId = "vnf-1", IncomingBps = new LoadProfile { Value = 1000 }, OutgoingBps = new LoadProfile { Value = 400 } });
        IEnumerable<MetricSample> Ports() => bus.Of(NfvTopics.Metrics, "vnf-1").TakeLast(1).SelectMany(Samples).Where(sample => sample.Metric.StartsWith("port_", StringComparison.Ordinal));
        await Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return Ports().Any(sample => sample.Value > 0);
            },
            "the traffic of the ports of vnf-1");
        Ports().Select(sample => (sample.ObjectId, sample.Metric, sample.Unit, sample.Value)).ShouldBe(
            [("p1", "port_incoming_bps", "bit/s", 500), ("p1", "port_outgoing_bps", "bit/s", 200), ("p2", "port_incoming_bps", "bit/s", 500), ("p2", "port_outgoing_bps", "bit/s", 200)]);
    }

    private static IReadOnlyList<MetricSample> Samples(CloudEvent one) => one.Data.Deserialize(MetricsEventJson.Default.MetricsEvent)!.Samples;

    private sealed class RecordingBus : IEventBus
    {
        private readonly ConcurrentQueue<(string Topic, string Key, CloudEvent Event)> events = new();
        private int failures;

        public int FailFirst { get; init; }

        public IEnumerable<CloudEvent> Of(string topic, string key) => events.Where(one => one.Topic == topic && one.Key == key).Select(one => one.Event);

        public Task PublishAsync(string topic, string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref failures) <= FailFirst) throw new EventBusException("the bus is not there yet");
            events.Enqueue((topic, key, cloudEvent));
            return Task.CompletedTask;
        }

        public Task<IAsyncDisposable> SubscribeAsync(
            string topic, string group, Func<string, CloudEvent, CancellationToken, Task> handler, EventSubscriptionOptions options, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nobody subscribes in this test.");
    }
}
