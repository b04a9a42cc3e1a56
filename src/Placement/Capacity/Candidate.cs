namespace NfvOrchestrator.Placement.Capacity;

/// <summary>A place a demand could take.</summary>
/// <param name="Zone">Index of the zone.</param>
/// <param name="Host">Index of the host in the zone; -1: the zone as a whole.</param>
/// <param name="Location">The same in names.</param>
internal sealed record Candidate(int Zone, int Host, Location Location);
