namespace NfvOrchestrator.Performance.Records;

/// <summary>Written with every PM job and threshold that is made or deleted: its document version tells other processes that something else has to be collected.</summary>
/// <param name="ChangedAt">Time of the last change.</param>
public sealed record PmEpoch(DateTimeOffset ChangedAt);
