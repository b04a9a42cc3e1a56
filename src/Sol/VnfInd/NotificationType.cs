using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>Notifications of the indicator interface (SOL003 §8.5.3.2).</summary>
[JsonConverter(typeof(SolEnumConverter<NotificationType>))]
public enum NotificationType
{
    /// <summary>The value of an indicator changed.</summary>
    VnfIndicatorValueChangeNotification,

    /// <summary>The set of indicators of a VNF changed.</summary>
    SupportedIndicatorsChangeNotification,
}
