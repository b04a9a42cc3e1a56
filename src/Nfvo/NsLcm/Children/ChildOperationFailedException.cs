namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>An operation of a constituent VNF did not reach its target.</summary>
public sealed class ChildOperationFailedException(string message) : Exception(message);
