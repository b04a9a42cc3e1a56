namespace NfvOrchestrator.Platform.Store;

/// <summary>The database did not answer, also not after retries; whether the write happened is unknown unless the message says so.</summary>
public sealed class StoreUnavailableException(string message, Exception inner) : Exception(message, inner);
