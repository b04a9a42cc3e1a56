namespace NfvOrchestrator.Sol.Clients;

/// <summary>A task was accepted (202).</summary>
/// <param name="Location">The operation occurrence.</param>
/// <param name="OpOccId">Its identifier: the last segment of the location.</param>
public sealed record SolAccepted(Uri Location, string OpOccId);
