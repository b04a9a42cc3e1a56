namespace NfvOrchestrator.Nfvo.NsLcm.Paths;

/// <summary>The network as it is now has no way for a path.</summary>
public sealed class PathImpossibleException(string message) : Exception(message);
