using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Grant;

/// <summary>Values of constraint resource ref identifier type (SOL003 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ConstraintResourceRefIdType>))]
public enum ConstraintResourceRefIdType
{
    /// <summary>Res mgmt.</summary>
    RES_MGMT,

    /// <summary>Grant.</summary>
    GRANT,
}
