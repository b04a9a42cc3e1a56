using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of affected VNFFG change type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedVnffgChangeType>))]
public enum AffectedVnffgChangeType
{
    /// <summary>Add.</summary>
    ADD,

    /// <summary>Delete.</summary>
    DELETE,

    /// <summary>Modify.</summary>
    MODIFY,
}
