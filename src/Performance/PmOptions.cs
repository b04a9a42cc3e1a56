using System.ComponentModel.DataAnnotations;

namespace NfvOrchestrator.Performance;

/// <summary>Bounds and pauses of performance management.</summary>
public sealed class PmOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Performance";

    /// <summary>Shortest collection period, in seconds.</summary>
    [Range(1, 86_400)]
    public int MinCollectionPeriod { get; set; } = 5;

    /// <summary>Longest collection period, in seconds.</summary>
    [Range(1, 604_800)]
    public int MaxCollectionPeriod { get; set; } = 86_400;

    /// <summary>Most collection periods of a reporting period.</summary>
    [Range(1, 5000)]
    public int MaxPeriodsPerReport { get; set; } = 1000;

    /// <summary>Most instances of a PM job.</summary>
    [Range(1, 1000)]
    public int MaxObjects { get; set; } = 100;

    /// <summary>Seconds over which the value that is compared with a threshold is taken.</summary>
    [Range(1, 3600)]
    public int ThresholdPeriod { get; set; } = 10;

    /// <summary>How long after the end of a period samples of it are waited for.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How far back periods are made up for after an outage; what ended before is passed over.</summary>
    public TimeSpan CatchUp { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long reports are kept.</summary>
    public TimeSpan KeepReports { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Reports kept of one PM job; the oldest go first.</summary>
    [Range(1, 1000)]
    public int MaxReportsPerJob { get; set; } = 100;

    /// <summary>Values in one report; more make several reports.</summary>
    [Range(1, 100_000)]
    public int MaxValuesPerReport { get; set; } = 50_000;

    /// <summary>How soon other processes notice what has to be collected.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often, where the samples of an instance come from other instances, it is looked which these are.</summary>
    public TimeSpan SourcesInterval { get; set; } = TimeSpan.FromSeconds(10);
}
