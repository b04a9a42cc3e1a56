using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of WAN layer3 protocol data (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<WanLayer3ProtocolData>))]
public enum WanLayer3ProtocolData
{
    /// <summary>Bgp ip vpn.</summary>
    BGP_IP_VPN,
}
