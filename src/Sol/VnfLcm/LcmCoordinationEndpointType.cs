using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Values of LCM coordination endpoint type (SOL003 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<LcmCoordinationEndpointType>))]
public enum LcmCoordinationEndpointType
{
    /// <summary>Mgmt.</summary>
    MGMT,

    /// <summary>Vnf.</summary>
    VNF,
}
