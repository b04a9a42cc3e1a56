namespace NfvOrchestrator.Performance.Periods;

/// <summary>One collection period.</summary>
/// <param name="Number">1, 2, 3… since the job was made.</param>
/// <param name="From">Its begin, inclusive.</param>
/// <param name="To">Its end, exclusive.</param>
/// <param name="Reports">With it ends a reporting period.</param>
public readonly record struct CollectionPeriod(long Number, DateTimeOffset From, DateTimeOffset To, bool Reports);
