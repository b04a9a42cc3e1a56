using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of site to WAN layer3 protocol data routing information routing protocol (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<SiteToWanLayer3ProtocolDataRoutingInfoRoutingProtocol>))]
public enum SiteToWanLayer3ProtocolDataRoutingInfoRoutingProtocol
{
    /// <summary>Bgp.</summary>
    BGP,

    /// <summary>Rip.</summary>
    RIP,

    /// <summary>Ospf.</summary>
    OSPF,

    /// <summary>Static.</summary>
    STATIC,

    /// <summary>Direct.</summary>
    DIRECT,

    /// <summary>Vrrp.</summary>
    VRRP,
}
