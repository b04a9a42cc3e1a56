using System.Net;

namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>The header fields of a packet that rules can look at. The VLAN tags are a stack, outermost first.</summary>
public sealed record Packet
{
    /// <summary>Ethernet type of the payload.</summary>
    public int EthType { get; init; } = 0x0800;

    /// <summary>VLAN tags, outermost first.</summary>
    public IReadOnlyList<int> Vlans { get; init; } = [];

    /// <summary>Source address.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>Destination address.</summary>
    public IPAddress? Destination { get; init; }

    /// <summary>IP protocol.</summary>
    public int? Protocol { get; init; }

    /// <summary>Source port.</summary>
    public int? SourcePort { get; init; }

    /// <summary>Destination port.</summary>
    public int? DestinationPort { get; init; }
}
