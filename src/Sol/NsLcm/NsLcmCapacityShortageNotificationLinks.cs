using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Links of NS LCM capacity shortage notification (SOL005 §6.5).</summary>
public sealed record NsLcmCapacityShortageNotificationLinks
{
    /// <summary>Preempting NS LCM operation occurrence.</summary>
    public Link? PreemptingNsLcmOpOcc { get; init; }

    /// <summary>High prio NS instance.</summary>
    public Link? HighPrioNsInstance { get; init; }

    /// <summary>Subscription.</summary>
    public required Link Subscription { get; init; }
}
