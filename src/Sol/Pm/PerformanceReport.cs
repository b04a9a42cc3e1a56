namespace NfvOrchestrator.Sol.Pm;

/// <summary>What a PM job measured in a reporting period (SOL003 §6.5.2.10).</summary>
public sealed record PerformanceReport
{
    /// <summary>One entry per metric and measured object.</summary>
    public required IReadOnlyList<PerformanceReportEntry> Entries { get; init; }
}
