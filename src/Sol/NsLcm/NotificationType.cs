using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of notification type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NotificationType>))]
public enum NotificationType
{
    /// <summary>NS LCM operation occurrence notification.</summary>
    NsLcmOperationOccurrenceNotification,

    /// <summary>NS identifier creation notification.</summary>
    NsIdentifierCreationNotification,

    /// <summary>NS identifier deletion notification.</summary>
    NsIdentifierDeletionNotification,

    /// <summary>NS change notification.</summary>
    NsChangeNotification,

    /// <summary>NS LCM capacity shortage notification.</summary>
    NsLcmCapacityShortageNotification,

    /// <summary>NS LCM operation occurence notification.</summary>
    NsLcmOperationOccurenceNotification,
}
