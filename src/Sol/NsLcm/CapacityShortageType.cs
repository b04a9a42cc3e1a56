using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of capacity shortage type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<CapacityShortageType>))]
public enum CapacityShortageType
{
    /// <summary>Resource shortage.</summary>
    RESOURCE_SHORTAGE,
}
