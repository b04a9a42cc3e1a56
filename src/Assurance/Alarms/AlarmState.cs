using System.Text.Json.Serialization;

namespace NfvOrchestrator.Assurance.Alarms;

/// <summary>Whether a fault is still there.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlarmState>))]
public enum AlarmState
{
    /// <summary>It is.</summary>
    [JsonStringEnumMemberName("RAISED")]
    Raised,

    /// <summary>It ended.</summary>
    [JsonStringEnumMemberName("CLEARED")]
    Cleared,
}
