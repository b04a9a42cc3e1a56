using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>States of an NS lifecycle operation (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NsLcmOperationStateType>))]
public enum NsLcmOperationStateType
{
    /// <summary>Processing.</summary>
    PROCESSING,

    /// <summary>Completed.</summary>
    COMPLETED,

    /// <summary>Partially completed.</summary>
    PARTIALLY_COMPLETED,

    /// <summary>Failed temp.</summary>
    FAILED_TEMP,

    /// <summary>Failed.</summary>
    FAILED,

    /// <summary>Rolling back.</summary>
    ROLLING_BACK,

    /// <summary>Rolled back.</summary>
    ROLLED_BACK,
}
