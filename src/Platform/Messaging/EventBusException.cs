namespace NfvOrchestrator.Platform.Messaging;

/// <summary>The bus did not acknowledge; the event may or may not have been stored. Publishing it again with the same id is safe.</summary>
public sealed class EventBusException(string message, Exception? inner = null) : Exception(message, inner);
