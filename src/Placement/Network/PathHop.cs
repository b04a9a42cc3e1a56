namespace NfvOrchestrator.Placement.Network;

/// <summary>What one device does for a path: take in at a port, put out at a port. In order, this is what becomes flow rules.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="InPort">Where the traffic comes in.</param>
/// <param name="OutPort">Where it goes out.</param>
public readonly record struct PathHop(string DeviceId, string InPort, string OutPort);
