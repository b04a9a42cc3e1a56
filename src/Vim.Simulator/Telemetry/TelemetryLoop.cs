using System.Text.Json;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>
/// Publishes utilisation to <c>nfv.metrics</c>: per interval one event per instance with the samples of all its servers (at most 300 in an event), and one per account with those of its hosts
/// (tenant <c>_system</c>, key = account). Per server: <c>cpu_utilization</c> and <c>memory_utilization</c> in %, <c>incoming_bps</c> and <c>outgoing_bps</c> in bit/s, <c>power</c> in W; per port <c>port_incoming_bps</c> and <c>port_outgoing_bps</c>;
/// per host <c>cpu_utilization</c>, <c>memory_utilization</c>, <c>power</c>.
/// </summary>
public sealed class TelemetryLoop(
    SimulatorDriver driver, IEventBus bus, IOptions<SimulatorOptions> options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<TelemetryLoop> logger)
    : BackgroundLoop("vim-simulator.telemetry", registry, time, logger)
{
    private const int MaxSamples = 300;

    /// <summary>Publishes the utilisation of this moment.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (var nfvi in driver.Nfvis)
        {
            var now = Time.GetUtcNow();
            var (servers, hosts) = nfvi.Sample();
            foreach (var instance in servers.Where(sample => sample.Server.Spec.Tags.InstanceId is not null).GroupBy(sample => (sample.Tenant, Id: sample.Server.Spec.Tags.InstanceId!)))
            {
                await PublishAsync(nfvi, instance.Key.Tenant, instance.Key.Id, [.. instance.SelectMany(sample => Samples(sample, now))], now, cancellationToken);
            }

            await PublishAsync(nfvi, TenantId.System.Value, nfvi.AccountId, [.. hosts.SelectMany(sample => Samples(sample, now))], now, cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MetricsInterval <= TimeSpan.Zero) return TimeSpan.FromHours(1); // switched off
        await PublishAsync(cancellationToken);
        return options.Value.MetricsInterval;
    }

    private static IEnumerable<MetricSample> Samples(ServerSample sample, DateTimeOffset now)
    {
        MetricSample Of(string metric, string unit, double value) =>
            new() { ObjectId = sample.Server.Key, VduId = sample.Server.Spec.Tags.DescriptorElementId, Metric = metric, Unit = unit, Value = value, Time = now };
        yield return Of("cpu_utilization", "%", sample.CpuPercent);
        yield return Of("memory_utilization", "%", sample.MemoryPercent);
        yield return Of("incoming_bps", "bit/s", sample.IncomingBps);
        yield return Of("outgoing_bps", "bit/s", sample.OutgoingBps);
        yield return Of("power", "W", sample.PowerWatts);
        var ports = ((ComputeSpec)sample.Server.Spec).PortKeys;
        foreach (var port in ports)
        {
            // The load model knows servers: what one receives and sends goes over its ports in equal parts.
            yield return new MetricSample { ObjectId = port, Metric = "port_incoming_bps", Unit = "bit/s", Value = sample.IncomingBps / ports.Count, Time = now };
            yield return new MetricSample { ObjectId = port, Metric = "port_outgoing_bps", Unit = "bit/s", Value = sample.OutgoingBps / ports.Count, Time = now };
        }
    }

    private static IEnumerable<MetricSample> Samples(HostSample sample, DateTimeOffset now)
    {
        MetricSample Of(string metric, string unit, double value) => new() { ObjectId = sample.Host, Metric = metric, Unit = unit, Value = value, Time = now };
        yield return Of("cpu_utilization", "%", sample.CpuPercent);
        yield return Of("memory_utilization", "%", sample.MemoryPercent);
        yield return Of("power", "W", sample.PowerWatts);
    }

    private async Task PublishAsync(SimulatedNfvi nfvi, string tenant, string key, IReadOnlyList<MetricSample> samples, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var part in samples.Chunk(MaxSamples))
        {
            var data = new MetricsEvent { InstanceId = key, Samples = part };
            await bus.PublishAsync(NfvTopics.Metrics, key, new CloudEvent
            {
                Id = Guid.CreateVersion7(now).ToString(),
                Source = $"/vim/simulator/{nfvi.AccountId}",
                Type = MetricsEvent.EventType,
                Subject = key,
                Time = now,
                Tenant = tenant,
                Data = JsonSerializer.SerializeToElement(data, MetricsEventJson.Default.MetricsEvent),
            }, cancellationToken);
        }
    }
}
