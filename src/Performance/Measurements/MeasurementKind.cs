namespace NfvOrchestrator.Performance.Measurements;

/// <summary>How samples of a period become its value.</summary>
public enum MeasurementKind
{
    /// <summary>The mean of all samples.</summary>
    Mean,

    /// <summary>The highest sample.</summary>
    Peak,

    /// <summary>The amount that went by: samples are rates in bit/s, the value is in bytes.</summary>
    Volume,
}
