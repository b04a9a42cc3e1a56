using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of LCM coord result type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<LcmCoordResultType>))]
public enum LcmCoordResultType
{
    /// <summary>Continue.</summary>
    CONTINUE,

    /// <summary>Abort.</summary>
    ABORT,

    /// <summary>Cancelled.</summary>
    CANCELLED,
}
