using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of affected PNF change type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedPnfChangeType>))]
public enum AffectedPnfChangeType
{
    /// <summary>Add.</summary>
    ADD,

    /// <summary>Remove.</summary>
    REMOVE,

    /// <summary>Modify.</summary>
    MODIFY,
}
