namespace NfvOrchestrator.Placement.Network;

/// <summary>A service function the traffic has to visit: it is handed over at one port and comes back at another (the same port for a one-armed function).</summary>
/// <param name="In">Where traffic goes into the function.</param>
/// <param name="Out">Where it comes back.</param>
public readonly record struct Waypoint(PortRef In, PortRef Out);
