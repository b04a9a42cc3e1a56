using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of LCM operation occurrence status for change notification type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<LcmOpOccStatusForChangeNotificationType>))]
public enum LcmOpOccStatusForChangeNotificationType
{
    /// <summary>Start.</summary>
    START,

    /// <summary>Completed.</summary>
    COMPLETED,

    /// <summary>Partially completed.</summary>
    PARTIALLY_COMPLETED,

    /// <summary>Failed.</summary>
    FAILED,

    /// <summary>Rolled back.</summary>
    ROLLED_BACK,
}
