using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of LCM operation occurrence notification verbosity type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<LcmOpOccNotificationVerbosityType>))]
public enum LcmOpOccNotificationVerbosityType
{
    /// <summary>Full.</summary>
    FULL,

    /// <summary>Short.</summary>
    SHORT,
}
