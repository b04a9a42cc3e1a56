using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Values of notification type (SOL005 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NotificationType>))]
public enum NotificationType
{
    /// <summary>NSD on boarding notification.</summary>
    NsdOnBoardingNotification,

    /// <summary>NSD onboarding failure notification.</summary>
    NsdOnboardingFailureNotification,

    /// <summary>NSD change notification.</summary>
    NsdChangeNotification,

    /// <summary>NSD deletion notification.</summary>
    NsdDeletionNotification,

    /// <summary>PNFD on boarding notification.</summary>
    PnfdOnBoardingNotification,

    /// <summary>PNFD on boarding failure notification.</summary>
    PnfdOnBoardingFailureNotification,

    /// <summary>PNFD deletion notification.</summary>
    PnfdDeletionNotification,
}
