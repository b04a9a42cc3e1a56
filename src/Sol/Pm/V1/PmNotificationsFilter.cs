using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Sol.Pm.V1;

/// <summary>Which notifications a subscriber wants (SOL003 2.6.1 §6.5.3.2, SOL005 2.6.1 §7.5.3.2).</summary>
public sealed record PmNotificationsFilter
{
    /// <summary>VNF instances (SOL003).</summary>
    public VnfInstanceSubscriptionFilter? VnfInstanceSubscriptionFilter { get; init; }

    /// <summary>NS instances (SOL005).</summary>
    public NsInstanceSubscriptionFilter? NsInstanceSubscriptionFilter { get; init; }

    /// <summary>Types of notification.</summary>
    public IReadOnlyList<PmNotificationType>? NotificationTypes { get; init; }
}
