namespace NfvOrchestrator.Sol.Pm;

/// <summary>What a PM job collects, and when (SOL003 §6.5.3.3).</summary>
public sealed record PmJobCriteria
{
    /// <summary>Names of measurements (IFA 027 §7.2).</summary>
    public IReadOnlyList<string>? PerformanceMetric { get; init; }

    /// <summary>Names of groups of measurements (IFA 027 §7.2).</summary>
    public IReadOnlyList<string>? PerformanceMetricGroup { get; init; }

    /// <summary>Seconds between two values.</summary>
    public required long CollectionPeriod { get; init; }

    /// <summary>Seconds between two reports; a multiple of <see cref="CollectionPeriod"/>.</summary>
    public required long ReportingPeriod { get; init; }

    /// <summary>After this time nothing is reported any more; absent: until the job is deleted.</summary>
    public DateTimeOffset? ReportingBoundary { get; init; }
}
