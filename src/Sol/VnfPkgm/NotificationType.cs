using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of notification type (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NotificationType>))]
public enum NotificationType
{
    /// <summary>VNF package onboarding notification.</summary>
    VnfPackageOnboardingNotification,

    /// <summary>VNF package change notification.</summary>
    VnfPackageChangeNotification,
}
