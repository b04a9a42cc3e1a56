using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Values of affected external link port change type (SOL003 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedExtLinkPortChangeType>))]
public enum AffectedExtLinkPortChangeType
{
    /// <summary>Added.</summary>
    ADDED,

    /// <summary>Modified.</summary>
    MODIFIED,

    /// <summary>Removed.</summary>
    REMOVED,
}
