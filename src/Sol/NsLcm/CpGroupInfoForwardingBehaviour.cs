using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of CP group information forwarding behaviour (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<CpGroupInfoForwardingBehaviour>))]
public enum CpGroupInfoForwardingBehaviour
{
    /// <summary>All.</summary>
    ALL,

    /// <summary>Lb.</summary>
    LB,
}
