using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Values of notification type (SOL003 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NotificationType>))]
public enum NotificationType
{
    /// <summary>VNF LCM operation occurrence notification.</summary>
    VnfLcmOperationOccurrenceNotification,

    /// <summary>VNF identifier creation notification.</summary>
    VnfIdentifierCreationNotification,

    /// <summary>VNF identifier deletion notification.</summary>
    VnfIdentifierDeletionNotification,
}
