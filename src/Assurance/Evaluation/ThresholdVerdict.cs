using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Assurance.Evaluation;

/// <summary>A breach has lasted long enough.</summary>
/// <param name="Direction">What it asks for.</param>
/// <param name="At">Time of the value that completed it.</param>
/// <param name="Value">That value.</param>
/// <param name="Since">Time of the first value of the breach.</param>
/// <param name="Samples">Number of values in it.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
public sealed record ThresholdVerdict(ScaleType Direction, DateTimeOffset At, double Value, DateTimeOffset Since, int Samples, double Mean, double Min, double Max);
