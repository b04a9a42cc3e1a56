using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Links of lccn (SOL003 §5.5).</summary>
public sealed record LccnLinks
{
    /// <summary>VNF instance.</summary>
    public required NotificationLink VnfInstance { get; init; }

    /// <summary>Subscription.</summary>
    public required NotificationLink Subscription { get; init; }

    /// <summary>VNF LCM operation occurrence.</summary>
    public NotificationLink? VnfLcmOpOcc { get; init; }
}
