namespace NfvOrchestrator.Platform.Security;

/// <summary>A client with that id is already registered.</summary>
public sealed class ClientExistsException(string clientId)
    : Exception($"The client '{clientId}' exists already; its secret cannot be read again. Use another id, or give it a new secret with ResetSecretAsync.");
