using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VrQan;

/// <summary>Links of a notification about a quota (SOL003 §11.5.3.3).</summary>
public sealed record QuotaAvailLinks
{
    /// <summary>The subscription; added at delivery.</summary>
    public NotificationLink? Subscription { get; init; }
}
