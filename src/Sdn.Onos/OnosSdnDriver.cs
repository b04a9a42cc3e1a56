using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Sdn.Events;
using NfvOrchestrator.Sdn.Onos.Programming;
using NfvOrchestrator.Sdn.Onos.Registry;
using NfvOrchestrator.Sdn.Onos.Rest;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Onos;

/// <summary>
/// The contract over ONOS. Requests only write down what is wanted; a turn (<see cref="TurnAsync"/>, driven by <see cref="OnosLoop"/>) reads the controller
/// and brings every path a step nearer. That one way of working covers installing, rerouting, removing, repairing, and resuming after a crash.
/// </summary>
internal sealed class OnosSdnDriver : ISdnDriver, IDisposable
{
    private readonly OnosClient client;
    private readonly IPathRegistry registry;
    private readonly OnosOptions options;
    private readonly SdnEventPublisher events;
    private readonly PathReconciler reconciler;
    private readonly TopologyTracker tracker;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SemaphoreSlim turning = new(1, 1);
    private const int UnpublishedLimit = 1000;
    private readonly List<(string Type, string Id)> unpublished = [];
    private volatile View? view;
    private volatile string? lastFailure;
    private TaskCompletionSource turned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OnosSdnDriver(OnosClient client, IPathRegistry registry, OnosOptions options, SdnEventPublisher events, TimeProvider time)
    {
        (this.client, this.registry, this.options, this.events, this.time) = (client, registry, options, events, time);
        reconciler = new PathReconciler(client, registry, options, events, time);
        tracker = new TopologyTracker(options);
    }

    /// <summary>Raised when a turn should not wait for its time.</summary>
    public event Action? Urgent;

    public string ControllerId => options.ControllerId;

    public void Dispose()
    {
        writing.Dispose();
        turning.Dispose();
    }

    public async Task<NetworkTopology> GetTopologyAsync(CancellationToken cancellationToken) => (await ViewAsync(cancellationToken)).Topology;

    public async Task<PathView> PutPathAsync(string tenant, string key, PathSpec spec, CancellationToken cancellationToken)
    {
        PathValidator.CheckForm(spec);
        await writing.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var existing = await registry.FindAsync(ControllerId, tenant, key, cancellationToken);
                if (existing is { Record.Removing: true })
                {
                    throw SdnException.Of(409, "Path is being removed", $"Path '{key}' of tenant '{tenant}' is being removed. Wait until it is gone (GET answers 404), then put it again.");
                }
                if (existing is not null && Same(existing.Record.Spec, spec))
                {
                    return await ViewOfAsync(existing.Record, cancellationToken);
                }
                var topology = (await ViewAsync(cancellationToken)).Topology;
                PathValidator.CheckNetwork(spec, topology);
                var ledger = await registry.LedgerAsync(ControllerId, cancellationToken);
                var others = (await registry.AllAsync(ControllerId, cancellationToken)).Select(p => p.Record).ToList();
                var record = NewRecord(tenant, key, spec, existing?.Record, others);
                if (await registry.ClaimAsync(record, existing?.Version ?? 0, ledger, cancellationToken) is not null)
                {
                    Urgent?.Invoke();
                    return await ViewOfAsync(record, cancellationToken);
                }
                if (attempt == 10)
                {
                    throw SdnException.Of(503, "Path is busy", $"Path '{key}' of tenant '{tenant}' changed {attempt} times while it was written. Nothing was changed; try again.");
                }
            }
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task<PathView?> GetPathAsync(string tenant, string key, TimeSpan wait, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + wait;
        while (true)
        {
            var signal = Volatile.Read(ref turned).Task;
            var found = await registry.FindAsync(ControllerId, tenant, key, cancellationToken);
            var left = until - time.GetUtcNow();
            if (found is null || left <= TimeSpan.Zero || Settled(found.Record))
            {
                return found is null ? null : await ViewOfAsync(found.Record, cancellationToken);
            }
            await signal.WaitAsync(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async Task<PathView?> DeletePathAsync(string tenant, string key, TimeSpan wait, CancellationToken cancellationToken)
    {
        while (await registry.FindAsync(ControllerId, tenant, key, cancellationToken) is { Record.Removing: false } found)
        {
            var now = time.GetUtcNow();
            if (await registry.SaveAsync(found.Record with { Removing = true, State = PathState.REMOVING, StateChangedAt = now, Changes = found.Record.Changes + 1 }, found.Version, cancellationToken) is not null)
            {
                break;
            }
        }
        Urgent?.Invoke();
        return await GetPathAsync(tenant, key, wait, cancellationToken);
    }

    public async Task<PathPage> ListPathsAsync(string tenant, string? instanceId, string? after, int limit, CancellationToken cancellationToken)
    {
        var page = await registry.PageAsync(ControllerId, tenant, instanceId, after, limit + 1, cancellationToken);
        var items = new List<PathView>();
        foreach (var path in page.Take(limit))
        {
            items.Add(await ViewOfAsync(path.Record, cancellationToken));
        }
        return new PathPage { Items = items, NextAfter = page.Count > limit ? items[^1].Key : null };
    }

    /// <summary>Reads the controller and acts; returns how long to pause.</summary>
    public async Task<TimeSpan> TurnAsync(CancellationToken cancellationToken)
    {
        await turning.WaitAsync(cancellationToken);
        try
        {
            var snapshot = await OnosSnapshot.ReadAsync(client, time, cancellationToken);
            unpublished.AddRange(tracker.Update(snapshot).Take(UnpublishedLimit - unpublished.Count));
            var paths = await registry.AllAsync(ControllerId, cancellationToken);
            // Before anything slow: readers see the failure, and the paths over it are judged in this very turn.
            Publish(snapshot, paths);
            var checks = new Dictionary<(string, string), IReadOnlyList<PathHopCheck>>();
            foreach (var path in paths)
            {
                if (await reconciler.AdvanceAsync(path, snapshot, cancellationToken) is { } found)
                {
                    checks[(path.Record.Tenant, path.Record.Key)] = found;
                }
            }
            view = view! with { Checks = checks };
            await PublishChangesAsync(paths, cancellationToken);
            await SweepAsync(snapshot, paths, cancellationToken);
            lastFailure = null;
            var open = (await registry.AllAsync(ControllerId, cancellationToken)).Any(p => !Settled(p.Record) || p.Record.State == PathState.DEGRADED);
            return open ? options.SettleInterval : options.PollInterval;
        }
        catch (SdnException e)
        {
            lastFailure = e.Problem.Detail;
            throw;
        }
        finally
        {
            Interlocked.Exchange(ref turned, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            turning.Release();
        }
    }

    /// <summary>Reads the load of links and publishes it to the instances whose paths run over them.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var snapshot = (await ViewAsync(cancellationToken)).Snapshot;
        var sent = (await client.PortDeltasAsync(cancellationToken)).Where(d => d.Seconds > 0).ToDictionary(d => new ConnectPoint(d.Device, d.Port));
        var now = time.GetUtcNow();
        var samples = new Dictionary<string, MetricSample>(StringComparer.Ordinal);
        foreach (var (id, link) in snapshot.Links)
        {
            if (sent.TryGetValue(new ConnectPoint(link.SrcDevice, link.SrcPort), out var delta) && TopologyTracker.Capacity(snapshot, link) is > 0 and var capacity)
            {
                var percent = Math.Round(100.0 * delta.BytesSent * 8 / delta.Seconds / capacity, 3);
                samples[id] = new MetricSample { ObjectId = id, Metric = SdnEventTypes.LinkUtilizationMetric, Unit = "%", Value = percent, Time = now };
            }
        }
        await turning.WaitAsync(cancellationToken);
        var paths = await ApplyLoadsAsync(snapshot, samples, cancellationToken);
        foreach (var instance in paths.GroupBy(p => (p.Record.Tenant, p.Record.Spec.Tags.InstanceId)))
        {
            var mine = instance.SelectMany(p => RouteElements.Links(p.Record.Spec)).Distinct(StringComparer.Ordinal).Where(samples.ContainsKey).Select(l => samples[l]).ToList();
            if (mine.Count > 0)
            {
                await events.LoadAsync(instance.Key.Tenant, instance.Key.InstanceId, mine, cancellationToken);
            }
        }
    }

    // What the bus did not take is tried again in the next turn, in order.
    private async Task PublishChangesAsync(IReadOnlyList<StoredPath> paths, CancellationToken cancellationToken)
    {
        while (unpublished.Count > 0)
        {
            var (type, id) = unpublished[0];
            var affected = paths.Select(p => p.Record).Where(r => RouteElements.Links(r.Spec).Contains(id, StringComparer.Ordinal) || r.Spec.Hops.Any(h => h.Device == id));
            if (!await events.ElementAsync(type, id, id.Split('/')[0], affected, cancellationToken))
            {
                return;
            }
            unpublished.RemoveAt(0);
        }
    }

    private async Task<IReadOnlyList<StoredPath>> ApplyLoadsAsync(OnosSnapshot snapshot, Dictionary<string, MetricSample> samples, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (id, sample) in samples)
            {
                tracker.Utilization[id] = sample.Value;
            }
            var paths = await registry.AllAsync(ControllerId, cancellationToken);
            Publish(view?.Snapshot ?? snapshot, paths);
            return paths;
        }
        finally
        {
            turning.Release();
        }
    }

    private static bool Settled(PathRecord record) => record.State is not (PathState.INSTALLING or PathState.REMOVING) && !(record.Previous.Count > 0 && record.State is PathState.ACTIVE or PathState.DEGRADED);

    // Rules under our application that no path wants: left by a path that was removed while its switch was away.
    private async Task SweepAsync(OnosSnapshot snapshot, IReadOnlyList<StoredPath> paths, CancellationToken cancellationToken)
    {
        var known = paths.SelectMany(p => p.Record.Previous.Append(p.Record.Route)).SelectMany(RuleCompiler.Compile).Select(r => r.Identity).ToHashSet(StringComparer.Ordinal);
        foreach (var (identity, flow) in snapshot.Flows)
        {
            if (!known.Contains(identity) && flow.State != "PENDING_REMOVE" && snapshot.Available(flow.Device))
            {
                await client.DeleteFlowAsync(flow.Device, flow.Id, cancellationToken);
            }
        }
    }

    private PathRecord NewRecord(string tenant, string key, PathSpec spec, PathRecord? before, List<PathRecord> others)
    {
        var generation = (before?.Generation ?? 0) + 1;
        int? vlan = spec.Mode == PathMode.FLOWS && spec.Hops.Count > 1 ? FreeVlan(others) : null;
        var record = new PathRecord
        {
            ControllerId = ControllerId,
            Tenant = tenant,
            Key = key,
            Spec = spec,
            Generation = generation,
            Vlan = vlan,
            Previous = before is null ? [] : [.. before.Previous, before.Route],
            AcceptedAt = time.GetUtcNow(),
            State = PathState.INSTALLING,
            StateChangedAt = time.GetUtcNow(),
            Changes = (before?.Changes ?? 0) + 1,
            DownPublished = before?.DownPublished ?? false,
        };
        var claims = RuleCompiler.Compile(record.Route).Where(r => r.Classifier).Select(r => r.Match).ToHashSet(StringComparer.Ordinal);
        var rival = others.Where(o => o.Spec.Priority == spec.Priority && !(o.Tenant == tenant && o.Key == key))
            .SelectMany(o => o.Previous.Append(o.Route)).SelectMany(RuleCompiler.Compile).Any(r => r.Classifier && claims.Contains(r.Match));
        return rival
            ? throw SdnException.Of(409, "Traffic already has a path", $"Another path with priority {spec.Priority} already takes this traffic at {spec.Ingress} or {spec.Egress}. Nothing was changed; narrow the selector, use another port, or another priority.")
            : record;
    }

    private int FreeVlan(List<PathRecord> others)
    {
        var used = others.SelectMany(o => o.Previous.Append(o.Route)).Select(r => r.Vlan).OfType<int>().ToHashSet();
        for (var vlan = options.FirstTransportVlan; vlan <= options.LastTransportVlan; vlan++)
        {
            if (!used.Contains(vlan))
            {
                return vlan;
            }
        }
        throw SdnException.Of(503, "No transport VLAN left", $"All {options.LastTransportVlan - options.FirstTransportVlan + 1} transport VLANs of controller '{ControllerId}' are in use. Remove paths or widen the range in the adapter's options.");
    }

    private void Publish(OnosSnapshot snapshot, IReadOnlyList<StoredPath> paths)
    {
        var reserved = paths.Where(p => !p.Record.Removing).SelectMany(p => RouteElements.Links(p.Record.Spec).Select(l => (Link: l, p.Record.Spec.BandwidthBps)))
            .GroupBy(x => x.Link, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(x => x.BandwidthBps), StringComparer.Ordinal);
        view = new View(snapshot, tracker.Build(snapshot, reserved), view?.Checks ?? new Dictionary<(string, string), IReadOnlyList<PathHopCheck>>());
    }

    private async Task<View> ViewAsync(CancellationToken cancellationToken)
    {
        if (view is null)
        {
            await TurnAsync(cancellationToken);
        }
        return view!;
    }

    private async Task<PathView> ViewOfAsync(PathRecord record, CancellationToken cancellationToken)
    {
        var now = await ViewAsync(cancellationToken);
        var checks = record.Spec.Mode == PathMode.FLOWS ? PathAssessment.Checks(RuleCompiler.Compile(record.Route), now.Snapshot)
            : now.Checks.GetValueOrDefault((record.Tenant, record.Key)) ?? [];
        var latency = now.Topology.Links.ToDictionary(l => l.Id, l => l.LatencyMicros, StringComparer.Ordinal);
        return new PathView
        {
            Key = record.Key,
            ControllerId = ControllerId,
            Spec = record.Spec,
            State = record.State,
            Generation = record.Generation,
            Rerouting = record.Previous.Count > 0,
            Hops = checks,
            LatencyMicros = RouteElements.ForwardLinks(record.Spec).Sum(l => latency.GetValueOrDefault(l)),
            DownElements = record.DownElements,
            Error = record.Error ?? (Settled(record) ? null : lastFailure),
            StateChangedAt = record.StateChangedAt,
        };
    }

    private static bool Same(PathSpec a, PathSpec b)
        => JsonSerializer.SerializeToUtf8Bytes(a, SdnJsonContext.Default.PathSpec).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(b, SdnJsonContext.Default.PathSpec));

    private sealed record View(OnosSnapshot Snapshot, NetworkTopology Topology, IReadOnlyDictionary<(string Tenant, string Key), IReadOnlyList<PathHopCheck>> Checks);
}
