namespace NfvOrchestrator.Platform.Operations;

/// <summary>A step ran into its time-out and did not react to the request to stop; it may still be running.</summary>
public sealed class StepUnstoppableException(string message, Exception? inner = null) : Exception(message, inner);
