using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of affected SAP change type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedSapChangeType>))]
public enum AffectedSapChangeType
{
    /// <summary>Add.</summary>
    ADD,

    /// <summary>Remove.</summary>
    REMOVE,

    /// <summary>Modify.</summary>
    MODIFY,
}
