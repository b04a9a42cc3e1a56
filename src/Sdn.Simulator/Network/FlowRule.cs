using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>A rule in the controller's store, with what its switch makes of it.</summary>
public sealed class FlowRule
{
    /// <summary>Identity: depends on application, device, match, priority and table only, so that the same match written twice replaces the treatment.</summary>
    public required ulong Id { get; init; }

    /// <summary>Owner.</summary>
    public required string AppId { get; init; }

    /// <summary>Where.</summary>
    public required string DeviceId { get; init; }

    /// <summary>Higher wins.</summary>
    public required int Priority { get; init; }

    /// <summary>Idle time-out in seconds; 0 when permanent.</summary>
    public int Timeout { get; init; }

    /// <summary>Stays until deleted.</summary>
    public bool IsPermanent { get; init; } = true;

    /// <summary>Table.</summary>
    public int TableId { get; init; }

    /// <summary>Normalised criteria.</summary>
    public required JsonArray Criteria { get; init; }

    /// <summary>Normalised instructions.</summary>
    public required JsonArray Instructions { get; init; }

    /// <summary>Core rules send to the controller and clear the deferred actions.</summary>
    public bool ClearDeferred { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the switch took it; a refused rule stays PENDING_ADD for ever.</summary>
    public bool InSwitch { get; set; }

    /// <summary>Packets that matched.</summary>
    public double Packets { get; set; }

    /// <summary>Bytes that matched.</summary>
    public double Bytes { get; set; }

    /// <summary>Text of <see cref="Id"/>.</summary>
    public string IdText => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a packet that entered at a port fits every criterion.</summary>
    public bool Matches(int inPort, Packet packet) => Criteria.All(c => Fits((JsonObject)c!, inPort, packet));

    private static bool Fits(JsonObject criterion, int inPort, Packet p) => Text(criterion, "type") switch
    {
        "IN_PORT" => Number(criterion, "port") == inPort,
        "ETH_TYPE" => Hex(criterion, "ethType") == (p.Vlans.Count > 0 ? 0x8100 : p.EthType) || Hex(criterion, "ethType") == p.EthType,
        "VLAN_VID" => p.Vlans.Count > 0 && p.Vlans[0] == Number(criterion, "vlanId"),
        "IP_PROTO" => p.Protocol == Number(criterion, "protocol"),
        "IPV4_SRC" or "IPV6_SRC" => Contains(criterion, p.Source),
        "IPV4_DST" or "IPV6_DST" => Contains(criterion, p.Destination),
        "TCP_SRC" => p.Protocol == 6 && p.SourcePort == Number(criterion, "tcpPort"),
        "TCP_DST" => p.Protocol == 6 && p.DestinationPort == Number(criterion, "tcpPort"),
        "UDP_SRC" => p.Protocol == 17 && p.SourcePort == Number(criterion, "udpPort"),
        "UDP_DST" => p.Protocol == 17 && p.DestinationPort == Number(criterion, "udpPort"),
        "SCTP_SRC" => p.Protocol == 132 && p.SourcePort == Number(criterion, "sctpPort"),
        "SCTP_DST" => p.Protocol == 132 && p.DestinationPort == Number(criterion, "sctpPort"),
        _ => false,
    };

    private static bool Contains(JsonObject criterion, IPAddress? address)
        => address is not null && IPNetwork.TryParse(Text(criterion, "ip"), out var prefix)
            && address.AddressFamily == prefix.BaseAddress.AddressFamily && prefix.Contains(address);

    private static string Text(JsonObject o, string name) => o[name]?.ToString() ?? "";

    private static int Number(JsonObject o, string name) => int.TryParse(Text(o, name), out var n) ? n : -1;

    private static int Hex(JsonObject o, string name) => Convert.ToInt32(Text(o, name), 16);
}
