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
/// <c>memory_utilization</c> in %, <c>incoming_bps</c> and <c>outgoing_bps</c> in bit/s, and of its ports <c>port_incoming_bps</c> and <c>port_outgoing_bps</c>. Per host, from Placement: <c>cpu_allocation</c> and <c>memory_allocation</c> in % of what may be allocated, and from Gnocchi
/// <c>power</c> in W (tenant <c>_system</c>, key = account). What OpenStack does not tell is not published.
/// </summary>
internal sealed partial class MetricsLoop(
    FollowLoop follow, OpenStackOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<MetricsLoop> logger, IEventBus? bus = null)
    : BackgroundLoop("vim-openstack.metrics", registry, time, logger)
{
    private const int MaxServers = 2000;
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<GnocchiSample>> Nothing = new Dictionary<string, IReadOnlyList<GnocchiSample>>(StringComparer.Ordinal);
    private readonly GnocchiMetrics gnocchi = new();
    private readonly Dictionary<string, ServerReading> readings = new(StringComparer.Ordinal);
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
            // The other accounts go on, and the hosts of one whose servers are not measured.
            await TryAsync(follower.Account, () => ServersAsync(follower, cancellationToken));
            await TryAsync(follower.Account, () => HostsAsync(follower.Account, cancellationToken));
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

    private async Task ServersAsync(AccountFollower follower, CancellationToken cancellationToken)
    {
        var account = follower.Account;
        var ports = new Lazy<Task<PortNames?>>(() => PortsAsync(account, cancellationToken));
        var samples = new List<(ResourceMark Mark, MetricSample Sample)>();
        var collected = await CollectedAsync(follower, cancellationToken);
        foreach (var server in follower.Running)
        {
            if (collected.TryGetValue(server.Id, out var measures) && ResourceIdentity.Parse(server.Metadata, VimResourceKind.Compute) is { InstanceId: not null } mark)
            {
                samples.AddRange(measures.Select(m => (mark, Sample(server, mark, m.Metric, m.Unit, m.Value, m.At))));
            }
        }
        if (collected.Count > 0)
        {
            await CollectedInterfacesAsync(follower, ports, samples, cancellationToken);
        }
        if (!forbidden.TryGetValue(account.Owner + "/" + account.Id, out var until) || Time.GetUtcNow() >= until)
        {
            await DiagnosticsAsync(account, follower.Running.Where(s => !collected.ContainsKey(s.Id)).Take(MaxServers), ports, samples, cancellationToken);
        }
        foreach (var instance in samples.GroupBy(static s => (s.Mark.Tenant, s.Mark.InstanceId)))
        {
            await PublishAsync(account, instance.Key.Tenant, instance.Key.InstanceId!, [.. instance.Select(static s => s.Sample)], cancellationToken);
        }
    }

    /// <summary>What cannot be measured now is not told now: the health of the account says why, too.</summary>
    private async Task<T> TryAsync<T>(OsAccount account, Func<Task<T>> work, T otherwise)
    {
        try
        {
            return await work();
        }
        catch (VimException failure)
        {
            Log.NotMeasured(logger, account.Id, failure.Message);
            return otherwise;
        }
    }

    private Task TryAsync(OsAccount account, Func<Task> work) => TryAsync(account, async () =>
    {
        await work();
        return true;
    }, false);

    /// <summary>Null when Neutron does not tell them now: what is known of servers is published nevertheless.</summary>
    private Task<PortNames?> PortsAsync(OsAccount account, CancellationToken cancellationToken) =>
        TryAsync(account, async () => (PortNames?)await PortNames.ReadAsync(account, cancellationToken), null);

    private async Task CollectedInterfacesAsync(AccountFollower follower, Lazy<Task<PortNames?>> ports, List<(ResourceMark Mark, MetricSample Sample)> samples, CancellationToken cancellationToken)
    {
        var marks = follower.Running.Select(static s => (s.Id, Mark: ResourceIdentity.Parse(s.Metadata, VimResourceKind.Compute)))
            .Where(static s => s.Mark is { InstanceId: not null }).ToDictionary(static s => s.Id, static s => s.Mark!, StringComparer.Ordinal);
        if (await ports.Value is not { } names)
        {
            return; // told next time: what was not told is not remembered as told
        }
        var told = await TryAsync(
            follower.Account, () => gnocchi.InterfacesAsync(follower.Account, device => names.OfDevice(device) is { } port && marks.ContainsKey(port.Server), cancellationToken), Nothing);
        foreach (var (device, measures) in told)
        {
            var port = names.OfDevice(device)!.Value;
            samples.AddRange(measures.Select(m => (marks[port.Server], OfPort(port.Key, m.Metric, m.Value, m.At))));
        }
    }

    /// <summary>Nothing when Gnocchi does not tell it now: Nova may tell instead.</summary>
    private Task<IReadOnlyDictionary<string, IReadOnlyList<GnocchiSample>>> CollectedAsync(AccountFollower follower, CancellationToken cancellationToken) =>
        TryAsync(follower.Account, () => gnocchi.ServersAsync(follower.Account, follower.Running, cancellationToken), Nothing);

    private async Task DiagnosticsAsync(
        OsAccount account, IEnumerable<OsServer> servers, Lazy<Task<PortNames?>> ports, List<(ResourceMark Mark, MetricSample Sample)> samples, CancellationToken cancellationToken)
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
            var now = ServerReading.Of(answer.Read(OsJson.Default.DiagnosticsAnswer), Time.GetUtcNow());
            var before = readings.GetValueOrDefault(server.Id);
            readings[server.Id] = now;
            foreach (var (metric, unit, value) in now.Since(before))
            {
                samples.Add((mark, Sample(server, mark, metric, unit, value, now.At)));
            }
            foreach (var (mac, metric, value) in now.InterfacesSince(before))
            {
                if (await ports.Value is { } names && names.OfMac(server.Id, mac) is { } key)
                {
                    samples.Add((mark, OfPort(key, metric, value, now.At)));
                }
            }
        }
        if (readings.Count > 2 * MaxServers)
        {
            readings.Clear(); // servers long gone; one interval without rates
        }
    }

    private static MetricSample Sample(OsServer server, ResourceMark mark, string metric, string unit, double value, DateTimeOffset at) =>
        new() { ObjectId = mark.Key, VduId = server.Metadata!.GetValueOrDefault("nfv.element"), Metric = metric, Unit = unit, Value = value, Time = at };

    private static MetricSample OfPort(string key, string metric, double bitsPerSecond, DateTimeOffset at) => new() { ObjectId = key, Metric = metric, Unit = "bit/s", Value = bitsPerSecond, Time = at };

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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "OpenStack account {Account} was not measured this time: {Reason}")]
        public static partial void NotMeasured(ILogger logger, string account, string reason);
    }
}
