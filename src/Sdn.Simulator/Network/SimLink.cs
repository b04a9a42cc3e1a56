namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>One direction of a cable that is up.</summary>
/// <param name="SrcDevice">From.</param>
/// <param name="SrcPort">Port there.</param>
/// <param name="DstDevice">To.</param>
/// <param name="DstPort">Port there.</param>
/// <param name="LatencyMicros">One-way latency, µs, when known.</param>
public sealed record SimLink(string SrcDevice, int SrcPort, string DstDevice, int DstPort, long? LatencyMicros);
