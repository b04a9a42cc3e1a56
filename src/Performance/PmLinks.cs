using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance;

/// <summary>Resources of performance management as clients see them: with links, and without reports that have expired.</summary>
internal sealed class PmLinks(ServiceAddress address, PmApi api, IMeasuredObjects objects, TimeProvider clock)
{
    private string Root => address.Root + api.Newest.Prefix;

    /// <summary>Absolute URI of a PM job.</summary>
    public string Job(string id) => $"{Root}/pm_jobs/{id}";

    /// <summary>Absolute URI of a threshold.</summary>
    public string Threshold(string id) => $"{Root}/thresholds/{id}";

    /// <summary>A PM job.</summary>
    public PmJob Show(PmJobRecord record)
    {
        var job = record.Resource;
        var now = clock.GetUtcNow();
        var reports = (job.Reports ?? []).Where(r => r.ExpiryTime > now).Select(r => r with { Href = Report(job.Id, r.Href) }).ToList();
        return job with
        {
            Reports = reports.Count == 0 ? null : reports,
            Links = new PmJobLinks { Self = new Link { Href = Job(job.Id) }, Objects = [.. job.ObjectInstanceIds.Select(id => new Link { Href = objects.Link(id) })] },
        };
    }

    /// <summary>A threshold.</summary>
    public Threshold Show(ThresholdRecord record) => record.Resource with
    {
        Links = new ThresholdLinks { Self = new Link { Href = Threshold(record.Resource.Id) }, Object = new Link { Href = objects.Link(record.Resource.ObjectInstanceId) } },
    };

    /// <summary>Links of the notification of a report.</summary>
    public PerformanceInformationAvailableLinks Notification(PmJob job, string reportId, string instance) => new()
    {
        ObjectInstance = new NotificationLink { Href = instance },
        PmJob = new NotificationLink { Href = Job(job.Id) },
        PerformanceReport = new NotificationLink { Href = Report(job.Id, reportId) },
    };

    /// <summary>Links of the notification of a crossed threshold.</summary>
    public ThresholdCrossedLinks Notification(Threshold threshold, string instance) => new()
    {
        ObjectInstance = new NotificationLink { Href = instance },
        Threshold = new NotificationLink { Href = Threshold(threshold.Id) },
    };

    private string Report(string jobId, string reportId) => $"{Job(jobId)}/reports/{reportId}";
}
