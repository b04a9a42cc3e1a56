namespace NfvOrchestrator.Cli;

/// <summary>The command was used in a way that cannot work; the message says which and why.</summary>
internal sealed class UsageException(string message) : Exception(message);
