namespace NfvOrchestrator.Sol.Pm;

/// <summary>What a threshold compares (SOL003 §6.5.3.4).</summary>
public sealed record ThresholdCriteria
{
    /// <summary>Name of the measurement (IFA 027 §7.2).</summary>
    public required string PerformanceMetric { get; init; }

    /// <summary>Type of threshold.</summary>
    public required ThresholdType ThresholdType { get; init; }

    /// <summary>The value; mandatory for SIMPLE.</summary>
    public SimpleThresholdDetails? SimpleThresholdDetails { get; init; }
}
