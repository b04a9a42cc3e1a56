using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Periods;

/// <summary>
/// When a value crosses a simple threshold (SOL003 §6.5.3.4): upwards at value + hysteresis, downwards at value − hysteresis, and then not again before it has crossed in the other
/// direction. What was not measured yet counts as below, so that a VNF that is overloaded from the beginning is told, and one that is idle is not. Pure.
/// </summary>
public static class ThresholdCrossing
{
    /// <summary>Takes a value.</summary>
    /// <param name="threshold">The threshold.</param>
    /// <param name="above">Whether it was last crossed upwards.</param>
    /// <param name="value">The value.</param>
    /// <returns>The direction in which it is crossed now; null: it is not.</returns>
    public static CrossingDirectionType? Observe(SimpleThresholdDetails threshold, bool above, double value)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        // Without hysteresis a value that stays on the threshold fulfils both: it is up, and stays there.
        return value >= threshold.ThresholdValue + threshold.Hysteresis ? (above ? null : CrossingDirectionType.UP)
            : above && value <= threshold.ThresholdValue - threshold.Hysteresis ? CrossingDirectionType.DOWN
            : null;
    }
}
