namespace NfvOrchestrator.Sdn.Onos.Rest;

/// <summary>One direction of a cable.</summary>
internal sealed record OnosLink(string SrcDevice, string SrcPort, string DstDevice, string DstPort, long LatencyMicros);
