namespace NfvOrchestrator.Sdn.Onos.Rest;

/// <summary>Bytes a port sent in the controller's last measuring interval.</summary>
internal sealed record OnosPortDelta(string Device, string Port, long BytesSent, int Seconds);
