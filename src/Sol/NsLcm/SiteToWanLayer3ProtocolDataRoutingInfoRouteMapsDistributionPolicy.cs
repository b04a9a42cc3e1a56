using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of site to WAN layer3 protocol data routing information route maps distribution policy (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<SiteToWanLayer3ProtocolDataRoutingInfoRouteMapsDistributionPolicy>))]
public enum SiteToWanLayer3ProtocolDataRoutingInfoRouteMapsDistributionPolicy
{
    /// <summary>Permit.</summary>
    PERMIT,

    /// <summary>Deny.</summary>
    DENY,
}
