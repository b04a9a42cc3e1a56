namespace NfvOrchestrator.Platform.Operations;

/// <summary>What graphs of all operations share.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Random">Randomness of the back-off, 0 inclusive to 1 exclusive.</param>
/// <param name="StopGrace">See <see cref="OperationEngineOptions.StopGrace"/>.</param>
/// <param name="Telemetry">Spans and counters.</param>
internal sealed record StepGraphEnvironment(TimeProvider Time, Func<double> Random, TimeSpan StopGrace, OperationTelemetry Telemetry);
