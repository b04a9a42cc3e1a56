using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Assurance.Evaluation;

/// <summary>What the evaluator remembers of a series: a handful of numbers, however long the breach lasts.</summary>
public sealed record ThresholdState
{
    /// <summary>Nothing seen yet.</summary>
    public static ThresholdState Initial { get; } = new();

    /// <summary>Time of the last value.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The side on which the values are; null: between the thresholds.</summary>
    public ScaleType? Breach { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Number of values since then.</summary>
    public int Samples { get; init; }

    /// <summary>Their sum.</summary>
    public double Sum { get; init; }

    /// <summary>The least of them.</summary>
    public double Min { get; init; }

    /// <summary>The greatest of them.</summary>
    public double Max { get; init; }

    /// <summary>Values before this time do not count towards a breach.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>Forgets the breach and does not begin a new one before <paramref name="until"/>.</summary>
    public ThresholdState Hold(DateTimeOffset until) => this with { Breach = null, Samples = 0, HoldUntil = HoldUntil > until ? HoldUntil : until };
}
