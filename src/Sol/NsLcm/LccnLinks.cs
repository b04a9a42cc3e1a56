using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Links of lccn (SOL005 §6.5).</summary>
public sealed record LccnLinks
{
    /// <summary>NS instance.</summary>
    public required NotificationLink NsInstance { get; init; }

    /// <summary>Subscription.</summary>
    public NotificationLink? Subscription { get; init; }

    /// <summary>Nslcm operation occurrence.</summary>
    public NotificationLink? NslcmOpOcc { get; init; }
}
