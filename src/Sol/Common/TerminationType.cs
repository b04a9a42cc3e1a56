using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of termination type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<TerminationType>))]
public enum TerminationType
{
    /// <summary>Forceful.</summary>
    FORCEFUL,

    /// <summary>Graceful.</summary>
    GRACEFUL,
}
