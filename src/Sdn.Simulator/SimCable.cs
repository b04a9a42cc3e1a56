namespace NfvOrchestrator.Sdn.Simulator;

/// <summary>A cable between two switch ports; both directions.</summary>
/// <param name="DeviceA">One end.</param>
/// <param name="PortA">Its port.</param>
/// <param name="DeviceB">The other end.</param>
/// <param name="PortB">Its port.</param>
/// <param name="LatencyMicros">One-way latency, µs; null: the controller knows none.</param>
public sealed record SimCable(string DeviceA, int PortA, string DeviceB, int PortB, long? LatencyMicros);
