using System.Text.Json;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Capacity;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>
/// Publishes utilisation to <c>nfv.metrics</c>. Per server, from Gnocchi where the catalogue has it and it knows the server, else from Nova's diagnostics (administrators): <c>cpu_utilization</c> and
/// <c>memory_utilization</c> in %, <c>incoming_bps</c> and <c>outgoing_bps</c> in bit/s. Per host, from Placement: <c>cpu_allocation</c> and <c>memory_allocation</c> in % of what may be allocated, and from Gnocchi
/// <c>power</c> in W (tenant <c>_system</c>, key = account). What OpenStack does not tell is not published.
/// </summary>
internal sealed partial class MetricsLoop(
    FollowLoop follow, OpenStackOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<MetricsLoop> logger, IEventBus? bus = null)
    : BackgroundLoop("vim-openstack.metrics", registry, time, logger)
{
    private const int MaxServers = 2000;
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);
    private readonly GnocchiMetrics gnocchi = new();
    private readonly Dictionary<string, Reading> readings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> forbidden = new(StringComparer.Ordinal);

    /// <summary>Publishes the utilisation of this moment.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (bus is null)
        {
            return;
        }
        foreach (var follower in follow.Followers.ToList())
        {
            try
            {
                await ServersAsync(follower, cancellationToken);
                await HostsAsync(follower.Account, cancellationToken);
            }
            catch (VimException failure)
            {
                Log.NotMeasured(logger, follower.Account.Id, failure.Message); // its health tells, too; the other accounts go on
            }
        }
    }

    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (options.MetricsInterval <= TimeSpan.Zero)
        {
            return TimeSpan.FromHours(1); // switched off
        }
        await PublishAsync(cancellationToken);
        return options.MetricsInterval;
    }

    /// <summary>Two readings → samples. Counters that went back (a restart of the server) give none.</summary>
    internal static IEnumerable<(string Metric, string Unit, double Value)> Compare(Reading? before, Reading now)
    {
        if (now.MemoryPercent is { } memory)
        {
            yield return ("memory_utilization", "%", memory);
        }
        if (before is null || now.At <= before.At)
        {
            yield break;
        }
        var seconds = (now.At - before.At).TotalSeconds;
        if (now.CpuNanoseconds is { } cpu && before.CpuNanoseconds is { } cpuBefore && cpu >= cpuBefore && now.Cpus > 0)
        {
            yield return ("cpu_utilization", "%", Math.Min(100, (cpu - cpuBefore) / 1e9 / seconds / now.Cpus * 100));
        }
        if (now.Received is { } received && before.Received is { } receivedBefore && received >= receivedBefore)
        {
            yield return ("incoming_bps", "bit/s", (received - receivedBefore) * 8 / seconds);
        }
        if (now.Sent is { } sent && before.Sent is { } sentBefore && sent >= sentBefore)
        {
            yield return ("outgoing_bps", "bit/s", (sent - sentBefore) * 8 / seconds);
        }
    }

    private async Task ServersAsync(AccountFollower follower, CancellationToken cancellationToken)
    {
        var account = follower.Account;
        var samples = new List<(ResourceMark Mark, MetricSample Sample)>();
        var collected = await CollectedAsync(follower, cancellationToken);
        foreach (var server in follower.Running)
        {
            if (collected.TryGetValue(server.Id, out var measures) && ResourceIdentity.Parse(server.Metadata, VimResourceKind.Compute) is { InstanceId: not null } mark)
            {
                samples.AddRange(measures.Select(m => (mark, Sample(server, mark, m.Metric, m.Unit, m.Value, m.At))));
            }
        }
        if (!forbidden.TryGetValue(account.Owner + "/" + account.Id, out var until) || Time.GetUtcNow() >= until)
        {
            await DiagnosticsAsync(account, follower.Running.Where(s => !collected.ContainsKey(s.Id)).Take(MaxServers), samples, cancellationToken);
        }
        foreach (var instance in samples.GroupBy(static s => (s.Mark.Tenant, s.Mark.InstanceId)))
        {
            await PublishAsync(account, instance.Key.Tenant, instance.Key.InstanceId!, [.. instance.Select(static s => s.Sample)], cancellationToken);
        }
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<GnocchiSample>>> CollectedAsync(AccountFollower follower, CancellationToken cancellationToken)
    {
        try
        {
            return await gnocchi.ServersAsync(follower.Account, follower.Running, cancellationToken);
        }
        catch (VimException failure)
        {
            Log.NotMeasured(logger, follower.Account.Id, failure.Message); // Nova may tell instead
            return new Dictionary<string, IReadOnlyList<GnocchiSample>>(StringComparer.Ordinal);
        }
    }

    private async Task DiagnosticsAsync(OsAccount account, IEnumerable<OsServer> servers, List<(ResourceMark Mark, MetricSample Sample)> samples, CancellationToken cancellationToken)
    {
        foreach (var server in servers)
        {
            var answer = await account.SendAsync(OsCall.Get(OsService.Compute, $"servers/{server.Id}/diagnostics") with { Accept = [400, 403, 404, 409, 501] }, cancellationToken);
            if (answer.Status == 403)
            {
                forbidden[account.Owner + "/" + account.Id] = Time.GetUtcNow() + AskAgain; // administrators only
                return;
            }
            if (!answer.IsSuccess || ResourceIdentity.Parse(server.Metadata, VimResourceKind.Compute) is not { InstanceId: not null } mark)
            {
                continue;
            }
            var now = Read(answer.Read(OsJson.Default.DiagnosticsAnswer));
            var before = readings.GetValueOrDefault(server.Id);
            readings[server.Id] = now;
            foreach (var (metric, unit, value) in Compare(before, now))
            {
                samples.Add((mark, Sample(server, mark, metric, unit, value, now.At)));
            }
        }
        if (readings.Count > 2 * MaxServers)
        {
            readings.Clear(); // servers long gone; one interval without rates
        }
    }

    private static MetricSample Sample(OsServer server, ResourceMark mark, string metric, string unit, double value, DateTimeOffset at) =>
        new() { ObjectId = mark.Key, VduId = server.Metadata!.GetValueOrDefault("nfv.element"), Metric = metric, Unit = unit, Value = value, Time = at };

    private async Task HostsAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var capacity = await CapacityReader.ReadAsync(account, cancellationToken);
        var now = Time.GetUtcNow();
        var samples = new List<MetricSample>();
        foreach (var host in capacity.Zones.SelectMany(static z => z.Hosts))
        {
            foreach (var (metric, pool) in new[] { ("cpu_allocation", host.Pools.SharedVcpus), ("memory_allocation", host.Pools.MemoryMib) })
            {
                if (pool.Total > 0)
                {
                    samples.Add(new MetricSample { ObjectId = host.Host, Metric = metric, Unit = "%", Value = 100.0 * pool.Used / pool.Total, Time = now });
                }
            }
            if (host.PowerWatts is { } watts)
            {
                samples.Add(new MetricSample { ObjectId = host.Host, Metric = "power", Unit = "W", Value = watts, Time = now });
            }
        }
        if (samples.Count > 0)
        {
            await PublishAsync(account, TenantId.System.Value, account.Id, samples, cancellationToken);
        }
    }

    private Reading Read(DiagnosticsAnswer told) => new(
        Time.GetUtcNow(),
        told.NumCpus ?? told.CpuDetails?.Count ?? 0,
        told.CpuDetails is { Count: > 0 } cpus && cpus.All(static c => c.Time is not null) ? cpus.Sum(static c => c.Time!.Value) : null,
        told.MemoryDetails is { Maximum: > 0, Used: { } used } memory ? Math.Min(100, used / memory.Maximum.Value * 100) : null,
        told.NicDetails is { Count: > 0 } received && received.All(static n => n.RxOctets is not null) ? received.Sum(static n => n.RxOctets!.Value) : null,
        told.NicDetails is { Count: > 0 } sent && sent.All(static n => n.TxOctets is not null) ? sent.Sum(static n => n.TxOctets!.Value) : null);

    private async Task PublishAsync(OsAccount account, string tenant, string key, IReadOnlyList<MetricSample> samples, CancellationToken cancellationToken)
    {
        foreach (var part in samples.Chunk(300))
        {
            var now = Time.GetUtcNow();
            await bus!.PublishAsync(NfvTopics.Metrics, key, new CloudEvent
            {
                Id = Guid.CreateVersion7(now).ToString(),
                Source = $"/vim/openstack/{account.Id}",
                Type = MetricsEvent.EventType,
                Subject = key,
                Time = now,
                Tenant = tenant,
                Data = JsonSerializer.SerializeToElement(new MetricsEvent { InstanceId = key, Samples = part }, MetricsEventJson.Default.MetricsEvent),
            }, cancellationToken);
        }
    }

    /// <summary>Counters of a server at a moment; null where the hypervisor tells nothing.</summary>
    internal sealed record Reading(DateTimeOffset At, int Cpus, double? CpuNanoseconds, double? MemoryPercent, double? Received, double? Sent);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "OpenStack account {Account} was not measured this time: {Reason}")]
        public static partial void NotMeasured(ILogger logger, string account, string reason);
    }
}
