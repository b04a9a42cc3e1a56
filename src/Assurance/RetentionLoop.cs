using NfvOrchestrator.Assurance.Alarms;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance;

/// <summary>Keeps the lists bounded: deletes closed decisions and cleared alarms after their time, and the oldest alarms of a tenant that has too many.</summary>
internal sealed class RetentionLoop(IDocumentStore store, AssuranceOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<RetentionLoop> logger)
    : BackgroundLoop("assurance.retention", registry, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        var old = Time.GetUtcNow() - options.Retention;
        await foreach (var decision in AllAsync(AssuranceCollections.Decisions, cancellationToken))
        {
            if (decision.Value.ClosedAt < old)
            {
                await DeleteAsync(AssuranceCollections.Decisions, decision, cancellationToken);
            }
        }
        var kept = new Dictionary<TenantId, List<Document<AlarmRecord>>>();
        await foreach (var alarm in AllAsync(AssuranceCollections.Alarms, cancellationToken))
        {
            if (alarm.Value.ClearedAt < old)
            {
                await DeleteAsync(AssuranceCollections.Alarms, alarm, cancellationToken);
                continue;
            }
            if (!kept.TryGetValue(alarm.Tenant, out var list))
            {
                kept.Add(alarm.Tenant, list = []);
            }
            list.Add(alarm);
        }
        foreach (var list in kept.Values.Where(l => l.Count > options.MaxAlarmsPerTenant))
        {
            var tooMany = list.OrderBy(static a => a.Value.State == AlarmState.Raised).ThenBy(static a => a.Value.ChangedAt).Take(list.Count - options.MaxAlarmsPerTenant);
            foreach (var alarm in tooMany)
            {
                await DeleteAsync(AssuranceCollections.Alarms, alarm, cancellationToken);
            }
        }
        return Pause;
    }

    private async IAsyncEnumerable<Document<T>> AllAsync<T>(DocumentCollection<T> collection, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(collection, new StoreQuery { Limit = 500, AfterId = after }, cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }
            after = page.NextAfterId;
        }
        while (after is not null);
    }

    /// <summary>A document that was changed meanwhile is left for the next turn.</summary>
    private Task DeleteAsync<T>(DocumentCollection<T> collection, Document<T> document, CancellationToken cancellationToken)
        => store.CommitAsync(new WriteBatch().Delete(collection, document.Tenant, document.Id, document.Version), cancellationToken);
}
