namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A value over time.</summary>
public sealed record LoadProfile
{
    /// <summary>Shape.</summary>
    public LoadShape Shape { get; set; } = LoadShape.CONSTANT;

    /// <summary>The value (CONSTANT), or what it rises to.</summary>
    public required double Value { get; init; }

    /// <summary>What it starts from.</summary>
    public double Base { get; init; }

    /// <summary>Length of the rise or the wave in seconds.</summary>
    public double PeriodSeconds { get; set; } = 60;

    /// <summary>The value some time after the start.</summary>
    public double At(TimeSpan sinceStart)
    {
        var part = PeriodSeconds <= 0 ? 1 : sinceStart.TotalSeconds / PeriodSeconds;
        return Shape switch
        {
            LoadShape.STEP => part >= 1 ? Value : Base,
            LoadShape.RAMP => Base + ((Value - Base) * Math.Clamp(part, 0, 1)),
            LoadShape.SINE => Base + ((Value - Base) * (1 - Math.Cos(2 * Math.PI * part)) / 2),
            _ => Value,
        };
    }
}
