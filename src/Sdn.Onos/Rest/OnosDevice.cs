namespace NfvOrchestrator.Sdn.Onos.Rest;

/// <summary>A device as the controller lists it.</summary>
internal sealed record OnosDevice(string Id, string Name, bool Available);
