using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Grant;

/// <summary>Values of resource definition type (SOL003 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ResourceDefinitionType>))]
public enum ResourceDefinitionType
{
    /// <summary>Compute.</summary>
    COMPUTE,

    /// <summary>Vl.</summary>
    VL,

    /// <summary>Storage.</summary>
    STORAGE,

    /// <summary>Linkport.</summary>
    LINKPORT,
}
