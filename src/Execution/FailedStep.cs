namespace NfvOrchestrator.Execution;

/// <summary>A step that failed for good.</summary>
/// <param name="StepId">Which, for example <c>create:compute/upf_dp/1</c>.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">What the VIM, VNFM or controller said, with its request id where it gave one.</param>
internal sealed record FailedStep(string StepId, int Attempts, string Error);
