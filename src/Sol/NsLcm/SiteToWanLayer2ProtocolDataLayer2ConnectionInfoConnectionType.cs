using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of site to WAN layer2 protocol data layer2 connection information connection type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<SiteToWanLayer2ProtocolDataLayer2ConnectionInfoConnectionType>))]
public enum SiteToWanLayer2ProtocolDataLayer2ConnectionInfoConnectionType
{
    /// <summary>Cse.</summary>
    CSE,

    /// <summary>Aggregate cse.</summary>
    AGGREGATE_CSE,
}
