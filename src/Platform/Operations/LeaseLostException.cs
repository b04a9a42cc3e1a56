namespace NfvOrchestrator.Platform.Operations;

/// <summary>The lease of an operation passed to another worker, which goes on with it; this one must stop without a further write.</summary>
public sealed class LeaseLostException(string operationId) : Exception($"Operation {operationId} is now run by another worker; this one stops.");
