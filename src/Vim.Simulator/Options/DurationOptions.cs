namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A distribution of durations.</summary>
public sealed class DurationOptions
{
    /// <summary>Shape.</summary>
    public DurationShape Shape { get; set; } = DurationShape.Fixed;

    /// <summary>FIXED: the duration. UNIFORM: the shortest. LOGNORMAL: the median. In milliseconds.</summary>
    public double Milliseconds { get; set; }

    /// <summary>UNIFORM: the longest, in milliseconds.</summary>
    public double MaxMilliseconds { get; set; }

    /// <summary>LOGNORMAL: standard deviation of the logarithm.</summary>
    public double Sigma { get; set; } = 0.4;

    /// <summary>Always the same.</summary>
    public static DurationOptions Always(TimeSpan duration) => new() { Milliseconds = duration.TotalMilliseconds };

    /// <summary>Draws a duration; draws nothing from the random source when it is fixed.</summary>
    public TimeSpan Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var milliseconds = Shape switch
        {
            DurationShape.Uniform => Milliseconds + (random.NextDouble() * Math.Max(0, MaxMilliseconds - Milliseconds)),
            DurationShape.LogNormal => Milliseconds * Math.Exp(Sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())),
            _ => Milliseconds,
        };
        return TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, 86_400_000));
    }
}
