using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of stop type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<StopType>))]
public enum StopType
{
    /// <summary>Forceful.</summary>
    FORCEFUL,

    /// <summary>Graceful.</summary>
    GRACEFUL,
}
