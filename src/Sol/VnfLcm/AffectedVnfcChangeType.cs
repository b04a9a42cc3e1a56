using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Values of affected VNFC change type (SOL003 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedVnfcChangeType>))]
public enum AffectedVnfcChangeType
{
    /// <summary>Added.</summary>
    ADDED,

    /// <summary>Removed.</summary>
    REMOVED,

    /// <summary>Modified.</summary>
    MODIFIED,

    /// <summary>Temporary.</summary>
    TEMPORARY,
}
