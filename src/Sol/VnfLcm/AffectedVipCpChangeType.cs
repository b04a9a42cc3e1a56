using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Values of affected VIP CP change type (SOL003 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedVipCpChangeType>))]
public enum AffectedVipCpChangeType
{
    /// <summary>Added.</summary>
    ADDED,

    /// <summary>Removed.</summary>
    REMOVED,

    /// <summary>Modified.</summary>
    MODIFIED,
}
