using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of site to WAN layer2 protocol data layer2 connection information encapsulation type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<SiteToWanLayer2ProtocolDataLayer2ConnectionInfoEncapsulationType>))]
public enum SiteToWanLayer2ProtocolDataLayer2ConnectionInfoEncapsulationType
{
    /// <summary>Eth.</summary>
    ETH,

    /// <summary>Vlan.</summary>
    VLAN,

    /// <summary>Vxlan.</summary>
    VXLAN,
}
