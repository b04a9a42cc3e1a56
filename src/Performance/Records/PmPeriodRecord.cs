using NfvOrchestrator.Performance.Periods;

namespace NfvOrchestrator.Performance.Records;

/// <summary>Values of a finished collection period that wait for the end of their reporting period.</summary>
/// <param name="Values">The values.</param>
public sealed record PmPeriodRecord(IReadOnlyList<MeasuredValue> Values);
