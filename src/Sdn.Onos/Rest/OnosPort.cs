namespace NfvOrchestrator.Sdn.Onos.Rest;

/// <summary>A port; the number is text.</summary>
internal sealed record OnosPort(string Device, string Port, string Name, bool Enabled, long SpeedMbps);
