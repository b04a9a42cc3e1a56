using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Assurance.Evaluation;

/// <summary>
/// Judges one series of values. Pure: the same values with the same times give the same verdicts, whenever they are computed.
/// Old, repeated and non-finite values are ignored; a gap ends a breach (missing data is neither high nor low load).
/// </summary>
public static class ThresholdEvaluator
{
    /// <summary>Takes one value.</summary>
    /// <returns>The new state, and a verdict when a breach has lasted long enough. It is given again with each further value until the caller holds the state.</returns>
    public static (ThresholdState State, ThresholdVerdict? Verdict) Observe(ThresholdRule rule, ThresholdState state, DateTimeOffset at, double value)
    {
        if (!double.IsFinite(value) || at <= state.LastAt)
        {
            return (state, null);
        }
        ScaleType? side = value >= rule.ScaleOut ? ScaleType.SCALE_OUT : value <= rule.ScaleIn ? ScaleType.SCALE_IN : null;
        if (side is null || at < state.HoldUntil)
        {
            return (state with { LastAt = at, Breach = null, Samples = 0 }, null);
        }
        var goesOn = state.Breach == side && at - state.LastAt <= rule.MaxGap;
        var next = goesOn
            ? state with { LastAt = at, Samples = state.Samples + 1, Sum = state.Sum + value, Min = Math.Min(state.Min, value), Max = Math.Max(state.Max, value) }
            : state with { LastAt = at, Breach = side, Since = at, Samples = 1, Sum = value, Min = value, Max = value };
        return at - next.Since < rule.BreachDuration
            ? (next, null)
            : (next, new ThresholdVerdict(side.Value, at, value, next.Since, next.Samples, next.Sum / next.Samples, next.Min, next.Max));
    }
}
