namespace NfvOrchestrator.Sdn.Onos.Rest;

/// <summary>A host.</summary>
internal sealed record OnosHost(string Id, string Mac, IReadOnlyList<string> Ips, string Device, string Port);
