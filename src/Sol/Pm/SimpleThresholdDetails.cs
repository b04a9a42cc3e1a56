namespace NfvOrchestrator.Sol.Pm;

/// <summary>A single-valued static threshold (SOL003 §6.5.3.4).</summary>
public sealed record SimpleThresholdDetails
{
    /// <summary>The value.</summary>
    public required double ThresholdValue { get; init; }

    /// <summary>Not negative: UP is crossed at value + hysteresis, DOWN at value − hysteresis.</summary>
    public required double Hysteresis { get; init; }
}
