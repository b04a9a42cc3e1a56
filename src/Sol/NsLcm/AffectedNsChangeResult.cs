using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of affected NS change result (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedNsChangeResult>))]
public enum AffectedNsChangeResult
{
    /// <summary>Completed.</summary>
    COMPLETED,

    /// <summary>Rolled back.</summary>
    ROLLED_BACK,

    /// <summary>Failed.</summary>
    FAILED,

    /// <summary>Partially completed.</summary>
    PARTIALLY_COMPLETED,
}
