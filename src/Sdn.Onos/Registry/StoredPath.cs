namespace NfvOrchestrator.Sdn.Onos.Registry;

/// <summary>A record with the version it was read at.</summary>
internal sealed record StoredPath(PathRecord Record, long Version);
