using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of site to WAN layer2 protocol data layer2 connection information interface type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<SiteToWanLayer2ProtocolDataLayer2ConnectionInfoInterfaceType>))]
public enum SiteToWanLayer2ProtocolDataLayer2ConnectionInfoInterfaceType
{
    /// <summary>Parent.</summary>
    PARENT,

    /// <summary>Logical.</summary>
    LOGICAL,
}
