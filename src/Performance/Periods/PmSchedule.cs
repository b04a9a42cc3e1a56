namespace NfvOrchestrator.Performance.Periods;

/// <summary>
/// The periods of a PM job (SOL003 §6.5.3.3). They follow each other without a gap from the moment the job was made, whatever time the work on them takes. Pure.
/// </summary>
/// <param name="Start">When the first period begins.</param>
/// <param name="Collection">Length of a collection period.</param>
/// <param name="Reporting">Length of a reporting period: a multiple of <paramref name="Collection"/>.</param>
/// <param name="Boundary">After this time nothing is reported: the last reporting period is the last that ends by then.</param>
public readonly record struct PmSchedule(DateTimeOffset Start, TimeSpan Collection, TimeSpan Reporting, DateTimeOffset? Boundary)
{
    /// <summary>Collection periods in a reporting period.</summary>
    public long PerReport => Reporting.Ticks / Collection.Ticks;

    /// <summary>Number of the last collection period; null: there is none.</summary>
    public long? Last => Boundary is { } end ? Math.Max(0, (end - Start).Ticks / Reporting.Ticks) * PerReport : null;

    /// <summary>The period that follows a number of finished ones; null: the job is over.</summary>
    public CollectionPeriod? After(long done)
        => done >= Last ? null : new CollectionPeriod(done + 1, EndOf(done), EndOf(done + 1), (done + 1) % PerReport == 0);

    /// <summary>How many periods have ended by a time.</summary>
    public long EndedBy(DateTimeOffset time) => time < Start ? 0 : Math.Min((time - Start).Ticks / Collection.Ticks, Last ?? long.MaxValue);

    private DateTimeOffset EndOf(long number) => Start + TimeSpan.FromTicks(Collection.Ticks * number);
}
