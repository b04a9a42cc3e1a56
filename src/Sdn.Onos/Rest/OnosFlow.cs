using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Onos.Rest;

/// <summary>A rule that was read back.</summary>
internal sealed record OnosFlow(string Id, string Device, int Priority, string State, long Packets, long Bytes, JsonArray Criteria, JsonArray Instructions);
