using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of LCM coordination endpoint type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<LcmCoordinationEndpointType>))]
public enum LcmCoordinationEndpointType
{
    /// <summary>Mgmt.</summary>
    MGMT,
}
