using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of MSCS information MSCS layer protocol (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<MscsInfoMscsLayerProtocol>))]
public enum MscsInfoMscsLayerProtocol
{
    /// <summary>Evpn bgp mpls.</summary>
    EVPN_BGP_MPLS,

    /// <summary>Evpn vpws.</summary>
    EVPN_VPWS,

    /// <summary>Vpls bgp.</summary>
    VPLS_BGP,

    /// <summary>Vpls ldp.</summary>
    VPLS_LDP,

    /// <summary>Vpws.</summary>
    VPWS,

    /// <summary>Bgp ip vpn.</summary>
    BGP_IP_VPN,
}
