namespace NfvOrchestrator.Lab;

/// <summary>What the lab was asked to show did not come about; the message says why, for the person at the keyboard.</summary>
internal sealed class LabFailureException(string message) : Exception(message);
