using NfvOrchestrator.Performance.Periods;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Records;

/// <summary>What is stored of performance management.</summary>
public static class PmCollections
{
    /// <summary>Queue with an item for each PM job and each threshold, due at the end of its next period.</summary>
    public const string Queue = "pm";

    /// <summary>The one epoch.</summary>
    public const string EpochId = "all";

    /// <summary>PM jobs.</summary>
    public static readonly DocumentCollection<PmJobRecord> Jobs = new()
    {
        Name = "pm_jobs",
        TypeInfo = PerformanceJsonContext.Default.PmJobRecord,
        FilterRoot = "resource",
        IndexedFields = ["api"],
    };

    /// <summary>Thresholds.</summary>
    public static readonly DocumentCollection<ThresholdRecord> Thresholds = new()
    {
        Name = "pm_thresholds",
        TypeInfo = PerformanceJsonContext.Default.ThresholdRecord,
        FilterRoot = "resource",
        IndexedFields = ["api"],
    };

    /// <summary>Progress, by PM job or threshold.</summary>
    public static readonly DocumentCollection<PmProgress> Progress = new() { Name = "pm_progress", TypeInfo = PerformanceJsonContext.Default.PmProgress };

    /// <summary>Finished periods, by PM job and number.</summary>
    public static readonly DocumentCollection<PmPeriodRecord> Periods = new() { Name = "pm_periods", TypeInfo = PerformanceJsonContext.Default.PmPeriodRecord };

    /// <summary>Reports.</summary>
    public static readonly DocumentCollection<PmReportRecord> Reports = new() { Name = "pm_reports", TypeInfo = PerformanceJsonContext.Default.PmReportRecord };

    /// <summary>Samples that some period still needs. Ids begin with the time they were taken at.</summary>
    public static readonly DocumentCollection<SampleRound> Samples = new()
    {
        Name = "pm_samples",
        TypeInfo = PerformanceJsonContext.Default.SampleRound,
        IndexedFields = ["instanceId"],
    };

    /// <summary>The epoch.</summary>
    public static readonly DocumentCollection<PmEpoch> Epochs = new() { Name = "pm_epochs", TypeInfo = PerformanceJsonContext.Default.PmEpoch };

    /// <summary>All of them, to be registered with the store.</summary>
    public static IReadOnlyList<IDocumentCollection> All { get; } = [Jobs, Thresholds, Progress, Periods, Reports, Samples, Epochs];

    /// <summary>Says, in the transaction of the change, that something else has to be collected.</summary>
    internal static WriteBatch Changed(this WriteBatch batch, DateTimeOffset now) => batch.Put(Epochs, TenantId.System, EpochId, new PmEpoch(now));

    /// <summary>Id of a part of a finished period.</summary>
    internal static string PeriodId(string jobId, long number, int part) => $"{jobId}:{number:D12}:{part:D4}";

    /// <summary>The work on a PM job.</summary>
    internal static WorkItem JobItem(TenantId tenant, string jobId, DateTimeOffset due) => Item(tenant, "job/" + jobId, due);

    /// <summary>The work on a threshold.</summary>
    internal static WorkItem ThresholdItem(TenantId tenant, string thresholdId, DateTimeOffset due) => Item(tenant, "threshold/" + thresholdId, due);

    private static WorkItem Item(TenantId tenant, string id, DateTimeOffset due) => new() { Queue = Queue, Id = id, Tenant = tenant, Group = tenant.Value, DueAt = due };
}
