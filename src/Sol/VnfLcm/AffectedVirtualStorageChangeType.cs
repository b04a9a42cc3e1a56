using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Values of affected virtual storage change type (SOL003 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedVirtualStorageChangeType>))]
public enum AffectedVirtualStorageChangeType
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
