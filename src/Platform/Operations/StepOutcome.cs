namespace NfvOrchestrator.Platform.Operations;

/// <summary>How a step ended in this process.</summary>
/// <param name="Step">Which.</param>
/// <param name="Ended">Its last row, except for the time; null: it was stopped before the outcome was known and stays <see cref="StepState.Started"/>.</param>
internal sealed record StepOutcome(StepDefinition Step, StepRecord? Ended);
