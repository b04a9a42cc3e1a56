using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Values of affected virtual link change type (SOL003 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedVirtualLinkChangeType>))]
public enum AffectedVirtualLinkChangeType
{
    /// <summary>Added.</summary>
    ADDED,

    /// <summary>Removed.</summary>
    REMOVED,

    /// <summary>Modified.</summary>
    MODIFIED,

    /// <summary>Temporary.</summary>
    TEMPORARY,

    /// <summary>Link port added.</summary>
    LINK_PORT_ADDED,

    /// <summary>Link port removed.</summary>
    LINK_PORT_REMOVED,
}
