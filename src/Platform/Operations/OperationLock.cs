namespace NfvOrchestrator.Platform.Operations;

/// <summary>An instance is held by an operation; the document id is the instance id.</summary>
/// <param name="OperationId">The holder.</param>
public sealed record OperationLock(string OperationId);
