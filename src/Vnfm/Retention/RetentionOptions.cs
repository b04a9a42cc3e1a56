namespace NfvOrchestrator.Vnfm.Retention;

/// <summary>How long is kept what operations left behind.</summary>
public sealed class RetentionOptions
{
    /// <summary>Operation occurrences that are over are kept this long after they began; the latest one of each VNF instance as long as the instance. Zero: for ever.</summary>
    public TimeSpan Occurrences { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Pause between two sweeps.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromHours(1);
}
