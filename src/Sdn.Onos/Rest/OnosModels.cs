using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Onos.Rest;

/// <summary>A device as the controller lists it.</summary>
internal sealed record OnosDevice(string Id, string Name, bool Available);

/// <summary>A port; the number is text.</summary>
internal sealed record OnosPort(string Device, string Port, string Name, bool Enabled, long SpeedMbps);

/// <summary>One direction of a cable.</summary>
internal sealed record OnosLink(string SrcDevice, string SrcPort, string DstDevice, string DstPort, long LatencyMicros);

/// <summary>A host.</summary>
internal sealed record OnosHost(string Id, string Mac, IReadOnlyList<string> Ips, string Device, string Port);

/// <summary>A rule that was read back.</summary>
internal sealed record OnosFlow(string Id, string Device, int Priority, string State, long Packets, long Bytes, JsonArray Criteria, JsonArray Instructions);

/// <summary>An intent that was read back.</summary>
internal sealed record OnosIntent(string Key, string Id, string State);

/// <summary>Bytes a port sent in the controller's last measuring interval.</summary>
internal sealed record OnosPortDelta(string Device, string Port, long BytesSent, int Seconds);
