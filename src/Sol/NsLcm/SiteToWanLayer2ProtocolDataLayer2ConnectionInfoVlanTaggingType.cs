using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of site to WAN layer2 protocol data layer2 connection information vlan tagging type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<SiteToWanLayer2ProtocolDataLayer2ConnectionInfoVlanTaggingType>))]
public enum SiteToWanLayer2ProtocolDataLayer2ConnectionInfoVlanTaggingType
{
    /// <summary>Dot1q.</summary>
    DOT1Q,

    /// <summary>Qinq.</summary>
    QINQ,

    /// <summary>Qinany.</summary>
    QINANY,
}
