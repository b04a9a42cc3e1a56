using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of site to WAN layer3 protocol data routing information static routing IP version (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<SiteToWanLayer3ProtocolDataRoutingInfoStaticRoutingIpVersion>))]
public enum SiteToWanLayer3ProtocolDataRoutingInfoStaticRoutingIpVersion
{
    /// <summary>Ipv4.</summary>
    IPV4,

    /// <summary>Ipv6.</summary>
    IPV6,
}
