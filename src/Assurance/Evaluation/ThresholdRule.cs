namespace NfvOrchestrator.Assurance.Evaluation;

/// <summary>When a series of values asks for scaling.</summary>
/// <param name="ScaleOut">At or above: out.</param>
/// <param name="ScaleIn">At or below: in.</param>
/// <param name="BreachDuration">How long the values must stay there.</param>
/// <param name="MaxGap">Values further apart do not belong to one breach: what was not measured is not known.</param>
public readonly record struct ThresholdRule(double ScaleOut, double ScaleIn, TimeSpan BreachDuration, TimeSpan MaxGap);
