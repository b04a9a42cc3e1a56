using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of CP instance type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<CpInstanceType>))]
public enum CpInstanceType
{
    /// <summary>Vnfc cp.</summary>
    VNFC_CP,

    /// <summary>Ext cp.</summary>
    EXT_CP,
}
