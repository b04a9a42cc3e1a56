using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of WAN layer2 protocol data MSCS layer2 protocol (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<WanLayer2ProtocolDataMscsLayer2Protocol>))]
public enum WanLayer2ProtocolDataMscsLayer2Protocol
{
    /// <summary>Evpn bgp mpls.</summary>
    EVPN_BGP_MPLS,

    /// <summary>Evpn vpws.</summary>
    EVPN_VPWS,

    /// <summary>Vpls bgp.</summary>
    VPLS_BGP,

    /// <summary>Vpls ldp l2tp.</summary>
    VPLS_LDP_L2TP,

    /// <summary>Vpws ldp l2tp.</summary>
    VPWS_LDP_L2TP,
}
