using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>States of a VNF lifecycle operation (SOL003 §5.5.4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<LcmOperationStateType>))]
public enum LcmOperationStateType
{
    /// <summary>Starting.</summary>
    STARTING,

    /// <summary>Processing.</summary>
    PROCESSING,

    /// <summary>Completed.</summary>
    COMPLETED,

    /// <summary>Failed temp.</summary>
    FAILED_TEMP,

    /// <summary>Failed.</summary>
    FAILED,

    /// <summary>Rolling back.</summary>
    ROLLING_BACK,

    /// <summary>Rolled back.</summary>
    ROLLED_BACK,
}
