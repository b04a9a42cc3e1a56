using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Performance.Periods;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>One comparison of a threshold with the values of the last period, and the notifications of what was crossed.</summary>
internal sealed class ThresholdTurn(
    IDocumentStore store, INotificationOutbox outbox, PeriodReader reader, PmApi api, PmLinks links, IMeasuredObjects objects, PmOptions options, TimeProvider clock)
{
    /// <summary>What the end of the period that is due leads to; also hands the item back for the next one.</summary>
    public async Task<WriteBatch> DraftAsync(WorkClaim claim, string thresholdId, CancellationToken cancellationToken)
    {
        var tenant = claim.Item.Tenant;
        var now = clock.GetUtcNow();
        var threshold = await store.GetAsync(PmCollections.Thresholds, tenant, thresholdId, cancellationToken);
        if (threshold is null)
        {
            return new WriteBatch().Complete(claim);
        }
        var length = TimeSpan.FromSeconds(options.ThresholdPeriod);
        var schedule = new PmSchedule(threshold.Value.Start, length, length, null);
        var progress = (await store.GetAsync(PmCollections.Progress, tenant, thresholdId, cancellationToken))?.Value;
        var period = schedule.After(Math.Max(progress?.Done ?? 0, schedule.EndedBy(now - options.CatchUp)))!.Value;
        if (now < period.To + options.Grace)
        {
            return new WriteBatch().Reschedule(claim, period.To + options.Grace);
        }
        var above = new HashSet<string>(progress?.Above ?? [], StringComparer.Ordinal);
        var batch = new WriteBatch();
        await CompareAsync(batch, threshold, period, above, now, cancellationToken);
        return batch
            .Check(PmCollections.Thresholds, tenant, thresholdId, threshold.Version)
            .Put(PmCollections.Progress, tenant, thresholdId, new PmProgress { Done = period.Number, Above = [.. above] })
            .Reschedule(claim, period.To + length + options.Grace);
    }

    private async Task CompareAsync(
        WriteBatch batch, Document<ThresholdRecord> threshold, CollectionPeriod period, HashSet<string> above, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var resource = threshold.Value.Resource;
        var type = api.Catalogue.TypeOf(resource.ObjectType)!;
        if (resource.Criteria.SimpleThresholdDetails is not { } details || api.Catalogue.Find(type, resource.Criteria.PerformanceMetric) is not { } want
            || await objects.FindAsync(threshold.Tenant, type, resource.ObjectInstanceId, cancellationToken) is not { } found)
        {
            above.Clear();
            return;
        }
        var instance = found.Only(resource.SubObjectInstanceIds);
        // A VNFC that is gone takes its state with it: what comes back under its name begins anew.
        above.IntersectWith(instance.Objects.Select(static o => o.SubObjectInstanceId ?? ""));
        foreach (var value in await reader.ReadAsync(threshold.Tenant, instance, period, [want], cancellationToken))
        {
            var key = value.SubObject ?? "";
            if (ThresholdCrossing.Observe(details, above.Contains(key), value.Value) is not { } direction)
            {
                continue;
            }
            _ = direction == CrossingDirectionType.UP ? above.Add(key) : above.Remove(key);
            outbox.Add(batch, PmNotifications.Crossed(threshold, instance, value, direction, links.Notification(resource, objects.Link(instance.Id)), api, now));
        }
    }
}
