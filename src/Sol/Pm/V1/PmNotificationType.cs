using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm.V1;

/// <summary>Notifications about performance (SOL003 2.6.1 §6.5.3.2).</summary>
[JsonConverter(typeof(SolEnumConverter<PmNotificationType>))]
public enum PmNotificationType
{
    /// <summary>A threshold was crossed.</summary>
    ThresholdCrossedNotification,

    /// <summary>A report is available.</summary>
    PerformanceInformationAvailableNotification,
}
