using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of capacity shortage status (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<CapacityShortageStatus>))]
public enum CapacityShortageStatus
{
    /// <summary>Lcm resources not available.</summary>
    LCM_RESOURCES_NOT_AVAILABLE,

    /// <summary>Lcm shortage end.</summary>
    LCM_SHORTAGE_END,
}
