namespace NfvOrchestrator.Sdn.Onos.Rest;

/// <summary>An intent that was read back.</summary>
internal sealed record OnosIntent(string Key, string Id, string State);
