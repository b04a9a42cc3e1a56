using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of cancel mode type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<CancelModeType>))]
public enum CancelModeType
{
    /// <summary>Graceful.</summary>
    GRACEFUL,

    /// <summary>Forceful.</summary>
    FORCEFUL,
}
