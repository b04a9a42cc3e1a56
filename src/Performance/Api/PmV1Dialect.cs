using System.Text.Json.Nodes;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.Pm;
using NfvOrchestrator.Sol.Pm.V1;
using NfvOrchestrator.Sol.Selection;
using V1 = NfvOrchestrator.Sol.Pm.V1;

namespace NfvOrchestrator.Performance.Api;

/// <summary>
/// Version 1 (SOL003/SOL005 2.6.1) of a performance management API: the type of the measured objects follows from the metrics, callbacks belong to subscriptions instead of PM jobs and thresholds,
/// and neither can be modified.
/// </summary>
internal static class PmV1Dialect
{
    /// <summary>The table.</summary>
    /// <param name="newest">The version of the handlers.</param>
    /// <param name="older">Version 1.</param>
    /// <param name="instances">Where links to the measured instances point.</param>
    /// <param name="olderInstances">Where they point in version 1.</param>
    /// <param name="catalogue">What can be measured.</param>
    public static SolDialect Of(SolApi newest, SolApi older, SolApi instances, SolApi olderInstances, MeasurementCatalogue catalogue)
    {
        string Href(string href) => href.Replace(instances.Prefix + "/", olderInstances.Prefix + "/", StringComparison.Ordinal);
        Link Older(Link link) => new() { Href = Href(link.Href) };
        JsonObject Notification(JsonObject body)
        {
            body.Remove("subObjectInstanceIds");
            body.Remove("subObjectInstanceId");
            if (body["_links"] is JsonObject links && links["objectInstance"] is JsonObject instance)
            {
                instance["href"] = Href(instance["href"]!.GetValue<string>());
            }
            return body;
        }

        return new SolDialect(older, newest)
            .Route("POST", "/pm_jobs")
            .Route("GET", "/pm_jobs")
            .Route("GET", "/pm_jobs/{pmJobId}")
            .Route("DELETE", "/pm_jobs/{pmJobId}")
            .Route("GET", "/pm_jobs/{pmJobId}/reports/{reportId}")
            .Route("POST", "/thresholds")
            .Route("GET", "/thresholds")
            .Route("GET", "/thresholds/{thresholdId}")
            .Route("DELETE", "/thresholds/{thresholdId}")
            .Subscriptions()
            .Body(static () => PmV1JsonContext.Default.CreatePmJobRequest, request => new Sol.Pm.CreatePmJobRequest
            {
                ObjectType = catalogue.TypeFor(request.Criteria.PerformanceMetric ?? [], request.Criteria.PerformanceMetricGroup ?? []),
                ObjectInstanceIds = request.ObjectInstanceIds,
                Criteria = request.Criteria,
                CallbackUri = "",
            })
            .Body(static () => PmV1JsonContext.Default.CreateThresholdRequest, request => new Sol.Pm.CreateThresholdRequest
            {
                ObjectType = catalogue.TypeFor([request.Criteria.PerformanceMetric], []),
                ObjectInstanceId = request.ObjectInstanceId,
                Criteria = request.Criteria,
                CallbackUri = "",
            })
            .Answer(
                static () => PmJsonContext.Default.PmJob,
                static () => PmV1JsonContext.Default.PmJob,
                job => new V1.PmJob
                {
                    Id = job.Id,
                    ObjectInstanceIds = job.ObjectInstanceIds,
                    Criteria = job.Criteria,
                    Reports = job.Reports?.Select(r => r with { Href = r.Href.Replace(newest.Prefix + "/", older.Prefix + "/", StringComparison.Ordinal) }).ToList(),
                    Links = job.Links with { Objects = job.Links.Objects?.Select(Older).ToList() },
                },
                SelectorSchema.Of(static () => PmV1JsonContext.Default.PmJob, "reports"))
            .Answer(
                static () => PmJsonContext.Default.Threshold,
                static () => PmV1JsonContext.Default.Threshold,
                threshold => new V1.Threshold
                {
                    Id = threshold.Id,
                    ObjectInstanceId = threshold.ObjectInstanceId,
                    Criteria = threshold.Criteria,
                    Links = threshold.Links with { Object = threshold.Links.Object is { } one ? Older(one) : null },
                })
            .Answer(static () => PmJsonContext.Default.PerformanceReport)
            .Answer(static () => PmV1JsonContext.Default.PmSubscription)
            .Notification(PerformanceInformationAvailableNotification.TypeName, Notification)
            .Notification(ThresholdCrossedNotification.TypeName, Notification);
    }
}
