using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of site to WAN layer3 protocol data routing information routing address family (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<SiteToWanLayer3ProtocolDataRoutingInfoRoutingAddressFamily>))]
public enum SiteToWanLayer3ProtocolDataRoutingInfoRoutingAddressFamily
{
    /// <summary>Ipv4.</summary>
    IPV4,

    /// <summary>I pv6.</summary>
    IPv6,
}
