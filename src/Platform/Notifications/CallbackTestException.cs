namespace NfvOrchestrator.Platform.Notifications;

/// <summary>The callback endpoint failed its test.</summary>
public sealed class CallbackTestException(string message, Exception? inner = null) : Exception(message, inner);
