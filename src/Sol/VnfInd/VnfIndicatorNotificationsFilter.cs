using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>Which indicator notifications a subscriber wants (SOL003 §8.5.3.2).</summary>
public sealed record VnfIndicatorNotificationsFilter
{
    /// <summary>VNF instances.</summary>
    public VnfInstanceSubscriptionFilter? VnfInstanceSubscriptionFilter { get; init; }

    /// <summary>Types of notification.</summary>
    public IReadOnlyList<NotificationType>? NotificationTypes { get; init; }

    /// <summary>Identifiers of indicators in the VNFD.</summary>
    public IReadOnlyList<string>? IndicatorIds { get; init; }
}
