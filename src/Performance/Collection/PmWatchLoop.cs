using Microsoft.Extensions.Logging;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>Keeps <see cref="PmWatch"/> true: reads all PM jobs and thresholds when the epoch says that some process made or deleted one.</summary>
internal sealed class PmWatchLoop(
    IDocumentStore store, PmWatch watch, PmApi api, IMeasuredObjects objects, PmOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<PmWatchLoop> logger)
    : BackgroundLoop("pm.watch", registry, time, logger)
{
    private const int PageSize = 1000;
    private long epoch = -1;
    private DateTimeOffset readAt;

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        // Read before the jobs: a change in between is read now and, needlessly, once more at the next turn.
        var current = (await store.GetAsync(PmCollections.Epochs, TenantId.System, PmCollections.EpochId, cancellationToken))?.Version ?? 0;
        var now = Time.GetUtcNow();
        if (current != epoch || (objects.SourcesChange && now - readAt >= options.SourcesInterval && watch.Count > 0))
        {
            await ReadAsync(now, cancellationToken);
            (epoch, readAt) = (current, now);
        }
        return options.WatchInterval;
    }

    private async Task ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string Tenant, string InstanceId), IReadOnlySet<string>>();
        var sources = new Dictionary<(string Tenant, string InstanceId), IReadOnlyList<string>>();
        var longest = TimeSpan.Zero;

        async Task AddAsync(TenantId tenant, string objectType, string instanceId, IEnumerable<string> metrics)
        {
            foreach (var source in await SourcesAsync(sources, tenant, objectType, instanceId, cancellationToken))
            {
                if (!found.TryGetValue((tenant.Value, source), out var wanted))
                {
                    found[(tenant.Value, source)] = wanted = new HashSet<string>(StringComparer.Ordinal);
                }
                ((HashSet<string>)wanted).UnionWith(metrics);
            }
        }

        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(PmCollections.Jobs, new StoreQuery { AfterId = after, Limit = PageSize }, cancellationToken);
            foreach (var job in page.Items)
            {
                var schedule = job.Value.Schedule;
                if (schedule.Last is { } last && schedule.EndedBy(now - options.CatchUp) >= last)
                {
                    continue;
                }
                longest = schedule.Collection > longest ? schedule.Collection : longest;
                var (type, criteria) = (api.Catalogue.TypeOf(job.Value.Resource.ObjectType)!, job.Value.Resource.Criteria);
                var metrics = api.Catalogue.Wanted(type, criteria).Select(static w => w.Measurement.Metric).ToList();
                foreach (var id in job.Value.Resource.ObjectInstanceIds)
                {
                    await AddAsync(job.Tenant, type, id, metrics);
                }
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        do
        {
            var page = await store.QueryAllTenantsAsync(PmCollections.Thresholds, new StoreQuery { AfterId = after, Limit = PageSize }, cancellationToken);
            foreach (var threshold in page.Items)
            {
                var type = api.Catalogue.TypeOf(threshold.Value.Resource.ObjectType)!;
                if (api.Catalogue.Find(type, threshold.Value.Resource.Criteria.PerformanceMetric) is { } want)
                {
                    await AddAsync(threshold.Tenant, type, threshold.Value.Resource.ObjectInstanceId, [want.Measurement.Metric]);
                }
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        watch.Replace(found, longest);
    }

    private async Task<IReadOnlyList<string>> SourcesAsync(
        Dictionary<(string Tenant, string InstanceId), IReadOnlyList<string>> known, TenantId tenant, string objectType, string instanceId, CancellationToken cancellationToken)
    {
        if (!objects.SourcesChange)
        {
            return [instanceId];
        }
        if (!known.TryGetValue((tenant.Value, instanceId), out var sources))
        {
            known[(tenant.Value, instanceId)] = sources = (await objects.FindAsync(tenant, objectType, instanceId, cancellationToken))?.Sources ?? [];
        }
        return sources;
    }
}
