namespace NfvOrchestrator.Platform.Operations;

/// <summary>
/// A cancel request that a worker has not answered yet; the document id is the operation id. A collection of its own, so that a worker process notices all requests with
/// one small query a turn instead of reading each of its operations again and again.
/// </summary>
/// <param name="Run">The run of the operation it is meant for.</param>
/// <param name="Mode">How to stop.</param>
public sealed record OperationCancel(int Run, CancelRequest Mode);
