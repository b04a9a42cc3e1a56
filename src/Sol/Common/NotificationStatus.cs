using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of notification status (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<NotificationStatus>))]
public enum NotificationStatus
{
    /// <summary>Start.</summary>
    START,

    /// <summary>Result.</summary>
    RESULT,
}
