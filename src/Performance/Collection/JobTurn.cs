using System.Text.Json;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Performance.Periods;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>
/// The end of one collection period of a PM job: its values, and with the last period of a reporting period the report and its notifications.
/// </summary>
internal sealed class JobTurn(
    IDocumentStore store, INotificationOutbox outbox, PeriodReader reader, PmApi api, PmLinks links, IMeasuredObjects objects, PmOptions options, TimeProvider clock)
{
    private const int PageSize = 200;

    /// <summary>What the end of the period that is due leads to; also hands the item back for the next one.</summary>
    public async Task<WriteBatch> DraftAsync(WorkClaim claim, string jobId, CancellationToken cancellationToken)
    {
        var tenant = claim.Item.Tenant;
        var now = clock.GetUtcNow();
        var job = await store.GetAsync(PmCollections.Jobs, tenant, jobId, cancellationToken);
        if (job is null)
        {
            return new WriteBatch().Complete(claim);
        }
        var schedule = job.Value.Schedule;
        var done = Math.Max((await store.GetAsync(PmCollections.Progress, tenant, jobId, cancellationToken))?.Value.Done ?? 0, schedule.EndedBy(now - options.CatchUp));
        // A reporting period whose end was passed over is not reported later, but for what was collected of it.
        if (schedule.After(done) is not { } period)
        {
            return new WriteBatch().Complete(claim);
        }
        if (now < period.To + options.Grace)
        {
            return new WriteBatch().Reschedule(claim, period.To + options.Grace);
        }
        var values = await ValuesAsync(job, period, cancellationToken);
        var batch = new WriteBatch();
        if (!period.Reports || !await ReportAsync(batch, job, values, now, cancellationToken))
        {
            // Nothing is written for a job that is deleted at this moment.
            batch.Check(PmCollections.Jobs, tenant, jobId, job.Version);
        }
        if (!period.Reports)
        {
            foreach (var (part, chunk) in values.Values.Chunk(options.MaxValuesPerReport).Index())
            {
                batch.Put(PmCollections.Periods, tenant, PmCollections.PeriodId(jobId, period.Number, part), new PmPeriodRecord(chunk));
            }
        }
        batch.Put(PmCollections.Progress, tenant, jobId, new PmProgress { Done = period.Number });
        return schedule.After(period.Number) is { } next ? batch.Reschedule(claim, next.To + options.Grace) : batch.Complete(claim);
    }

    private async Task<(List<MeasuredValue> Values, List<MeasuredInstance> Instances)> ValuesAsync(Document<PmJobRecord> job, CollectionPeriod period, CancellationToken cancellationToken)
    {
        var resource = job.Value.Resource;
        var type = api.Catalogue.TypeOf(resource.ObjectType)!;
        var wanted = api.Catalogue.Wanted(type, resource.Criteria);
        var values = new List<MeasuredValue>();
        var instances = new List<MeasuredInstance>();
        foreach (var id in resource.ObjectInstanceIds)
        {
            if (await objects.FindAsync(job.Tenant, type, id, cancellationToken) is not { } found)
            {
                // Deleted since the job was made: it has no values any more.
                continue;
            }
            var instance = found.Only(resource.SubObjectInstanceIds);
            instances.Add(instance);
            values.AddRange(await reader.ReadAsync(job.Tenant, instance, period, wanted, cancellationToken));
        }
        return (values, instances);
    }

    /// <summary>Adds the report to the batch; false: nothing was measured in the whole reporting period, and there is none.</summary>
    private async Task<bool> ReportAsync(
        WriteBatch batch, Document<PmJobRecord> job, (List<MeasuredValue> Values, List<MeasuredInstance> Instances) last, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var values = new List<MeasuredValue>();
        var after = job.Id + ":";
        while (after is not null)
        {
            var page = await store.QueryAsync(PmCollections.Periods, job.Tenant, new StoreQuery { AfterId = after, Limit = PageSize }, cancellationToken);
            after = page.NextAfterId;
            foreach (var finished in page.Items)
            {
                if (!finished.Id.StartsWith(job.Id + ":", StringComparison.Ordinal))
                {
                    after = null;
                    break;
                }
                values.AddRange(finished.Value.Values);
                batch.Delete(PmCollections.Periods, job.Tenant, finished.Id);
            }
        }
        values.AddRange(last.Values);
        if (values.Count == 0)
        {
            return false;
        }
        var resource = job.Value.Resource;
        var reports = new List<PmJobReport>((resource.Reports ?? []).Where(r => r.ExpiryTime > now));
        var expiry = now + options.KeepReports;
        foreach (var chunk in values.Chunk(options.MaxValuesPerReport))
        {
            var report = ReportBuilder.Build(resource.ObjectType, chunk);
            var id = Guid.CreateVersion7(now).ToString();
            batch.Insert(PmCollections.Reports, job.Tenant, id, new PmReportRecord(job.Id, report, expiry));
            reports.Add(new PmJobReport { Href = id, ReadyTime = now, ExpiryTime = expiry, FileSize = JsonSerializer.SerializeToUtf8Bytes(report, PmJsonContext.Default.PerformanceReport).LongLength });
            var measured = chunk.Select(static v => v.InstanceId).ToHashSet(StringComparer.Ordinal);
            foreach (var instance in last.Instances.Where(i => measured.Contains(i.Id)))
            {
                outbox.Add(batch, PmNotifications.ReportAvailable(job, instance, links.Notification(job.Value.Resource, id, objects.Link(instance.Id)), api, now));
            }
        }
        foreach (var old in reports.Take(reports.Count - options.MaxReportsPerJob))
        {
            batch.Delete(PmCollections.Reports, job.Tenant, old.Href);
        }
        batch.Replace(PmCollections.Jobs, job, job.Value with { Resource = resource with { Reports = [.. reports.TakeLast(options.MaxReportsPerJob)] } });
        return true;
    }
}
