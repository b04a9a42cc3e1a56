using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Records;

/// <summary>A report as it is stored, by its id.</summary>
/// <param name="JobId">The PM job.</param>
/// <param name="Report">The report.</param>
/// <param name="ExpiryTime">From then on it is not there any more.</param>
public sealed record PmReportRecord(string JobId, PerformanceReport Report, DateTimeOffset ExpiryTime);
