using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of affected virtual link change type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedVirtualLinkChangeType>))]
public enum AffectedVirtualLinkChangeType
{
    /// <summary>Add.</summary>
    ADD,

    /// <summary>Delete.</summary>
    DELETE,

    /// <summary>Modify.</summary>
    MODIFY,

    /// <summary>Add link port.</summary>
    ADD_LINK_PORT,

    /// <summary>Remove link port.</summary>
    REMOVE_LINK_PORT,
}
