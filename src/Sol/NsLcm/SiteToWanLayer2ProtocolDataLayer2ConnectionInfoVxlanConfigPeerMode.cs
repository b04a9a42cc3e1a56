using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of site to WAN layer2 protocol data layer2 connection information vxlan config peer mode (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<SiteToWanLayer2ProtocolDataLayer2ConnectionInfoVxlanConfigPeerMode>))]
public enum SiteToWanLayer2ProtocolDataLayer2ConnectionInfoVxlanConfigPeerMode
{
    /// <summary>Static.</summary>
    STATIC,

    /// <summary>Bgp evpn.</summary>
    BGP_EVPN,
}
