using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of VNF operational state type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<VnfOperationalStateType>))]
public enum VnfOperationalStateType
{
    /// <summary>Started.</summary>
    STARTED,

    /// <summary>Stopped.</summary>
    STOPPED,
}
