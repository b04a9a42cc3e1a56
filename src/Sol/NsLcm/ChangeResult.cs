using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of change result (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ChangeResult>))]
public enum ChangeResult
{
    /// <summary>Completed.</summary>
    COMPLETED,

    /// <summary>Rolled back.</summary>
    ROLLED_BACK,

    /// <summary>Failed.</summary>
    FAILED,
}
