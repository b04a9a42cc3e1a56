using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Pm;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Performance.Api;

/// <summary>SOL003 §6.4.2 to §6.4.4, SOL005 §7.4.2 to §7.4.4: PM jobs and their reports.</summary>
internal static class PmJobEndpoints
{
    private const int PageSize = 500;

    private static readonly PmResource<PmJobRecord, PmJob> Jobs = new(
        PmCollections.Jobs, "PM job", PmJsonContext.Default.PmJob, SolDefaults.PmJob, static (links, record) => links.Show(record));

    public static void Map(RouteGroupBuilder group)
    {
        var jobs = group.MapGroup("/pm_jobs");
        jobs.MapPost("", CreateAsync).WithJsonBody<CreatePmJobRequest>().Produces<PmJob>(StatusCodes.Status201Created);
        jobs.MapGet("", ListAsync).WithListQuery().Produces<IReadOnlyList<PmJob>>();
        jobs.MapGet("/{pmJobId}", ReadAsync).Produces<PmJob>();
        jobs.MapPatch("/{pmJobId}", ModifyAsync).WithMergePatchBody<PmJobModifications>().Produces<PmJobModifications>();
        jobs.MapDelete("/{pmJobId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
        jobs.MapGet("/{pmJobId}/reports/{reportId}", ReadReportAsync).Produces<PerformanceReport>();
    }

    // A handler of this class, so that the document sorts it with the others.
    private static Task<IResult> ListAsync(HttpContext context, PmServices pm, PageMarkers markers, CancellationToken cancellationToken) => Jobs.ListAsync(context, pm, markers, cancellationToken);

    private static async Task<IResult> CreateAsync(HttpContext context, PmServices pm, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        var request = await context.ReadBodyAsync(PmJsonContext.Default.CreatePmJobRequest, cancellationToken: cancellationToken);
        return await idempotent.RunAsync(context, tenant, PmCallbacks.Key(context, pm), JsonSerializer.SerializeToUtf8Bytes(request, PmJsonContext.Default.CreatePmJobRequest), async remember =>
        {
            if ((PmRequests.Fault(request, pm.Api.Catalogue, pm.Options, pm.Clock.GetUtcNow())
                ?? await PmObjects.FaultAsync(pm, tenant, request.ObjectType, request.ObjectInstanceIds, request.SubObjectInstanceIds, cancellationToken)) is { } fault)
            {
                return SolProblem.Unprocessable(fault);
            }
            var start = PmObjects.Start(pm.Clock);
            var record = new PmJobRecord
            {
                Api = PmCallbacks.Key(context, pm),
                Start = start,
                Resource = new PmJob
                {
                    Id = Guid.CreateVersion7(start).ToString(),
                    ObjectType = request.ObjectType,
                    ObjectInstanceIds = request.ObjectInstanceIds,
                    SubObjectInstanceIds = request.SubObjectInstanceIds,
                    Criteria = request.Criteria,
                    CallbackUri = request.CallbackUri,
                    Links = new PmJobLinks { Self = new Link { Href = "" } },
                },
            };
            var shown = pm.Links.Show(record);
            await PmCallbacks.CreateAsync(context, pm, tenant, shown.Id, shown.Links.Self.Href, request.CallbackUri, request.Authentication, Write, cancellationToken);
            pm.Watch.Wake();
            context.Response.Headers.Location = shown.Links.Self.Href;
            return TypedResults.Json(shown, PmJsonContext.Default.PmJob, statusCode: StatusCodes.Status201Created);

            void Write(WriteBatch batch)
            {
                batch.Insert(PmCollections.Jobs, tenant, shown.Id, record).Changed(start)
                    .Enqueue(PmCollections.JobItem(tenant, shown.Id, record.Schedule.After(0)!.Value.To + pm.Options.Grace));
                remember(batch, StatusCodes.Status201Created, shown.Links.Self.Href, JsonSerializer.SerializeToUtf8Bytes(shown, PmJsonContext.Default.PmJob));
            }
        }, cancellationToken);
    }

    private static Task<IResult> ReadAsync(HttpContext context, string pmJobId, PmServices pm, CancellationToken cancellationToken)
        => Jobs.ReadAsync(context, pmJobId, pm, cancellationToken);

    private static Task<IResult> ModifyAsync(HttpContext context, string pmJobId, PmServices pm, CancellationToken cancellationToken)
        => Jobs.ModifyAsync(context, pmJobId, pm, static uri => new PmJobModifications { CallbackUri = uri }, PmJsonContext.Default.PmJobModifications, cancellationToken);

    private static Task<IResult> DeleteAsync(HttpContext context, string pmJobId, PmServices pm, CancellationToken cancellationToken)
        => Jobs.DeleteAsync(
            context,
            pmJobId,
            pm,
            (batch, job) =>
            {
                foreach (var report in job.Value.Resource.Reports ?? [])
                {
                    batch.Delete(PmCollections.Reports, job.Tenant, report.Href);
                }
                return AddPeriodsAsync(batch, job, pm, cancellationToken);
            },
            cancellationToken);

    private static async Task<IResult> ReadReportAsync(HttpContext context, string pmJobId, string reportId, PmServices pm, CancellationToken cancellationToken)
    {
        var job = await Jobs.FindAsync(context, pmJobId, pm, cancellationToken);
        var report = await pm.Store.GetAsync(PmCollections.Reports, job.Tenant, reportId, cancellationToken);
        return report is null || report.Value.JobId != job.Id || report.Value.ExpiryTime <= pm.Clock.GetUtcNow()
            ? SolProblem.NotFound($"PM job '{pmJobId}' has no report with the identifier '{reportId}'. Reports are kept for {pm.Options.KeepReports}, the last {pm.Options.MaxReportsPerJob} of a job.")
            : TypedResults.Json(report.Value.Report, PmJsonContext.Default.PerformanceReport);
    }

    /// <summary>Periods that wait for their report, of which nothing shall be left.</summary>
    private static async Task AddPeriodsAsync(WriteBatch batch, Document<PmJobRecord> job, PmServices pm, CancellationToken cancellationToken)
    {
        for (var after = job.Id + ":"; after is not null;)
        {
            var page = await pm.Store.QueryAsync(PmCollections.Periods, job.Tenant, new StoreQuery { AfterId = after, Limit = PageSize }, cancellationToken);
            after = page.NextAfterId;
            foreach (var period in page.Items)
            {
                if (!period.Id.StartsWith(job.Id, StringComparison.Ordinal))
                {
                    return;
                }
                batch.Delete(PmCollections.Periods, job.Tenant, period.Id);
            }
        }
    }
}
