namespace NfvOrchestrator.Platform.Security;

/// <summary>The keys of the token issuer could not be fetched, so no token can be judged: the caller gets 503, not 401.</summary>
public sealed class IssuerUnavailableException(string message, Exception inner) : Exception(message, inner);
