namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>How values of indicators are got.</summary>
public sealed class IndicatorOptions
{
    /// <summary>Pause between two readings of the same VNF.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the values of one VNF.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>VNFs read at the same time.</summary>
    public int Concurrency { get; set; } = 16;
}
