using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>Links of a notification of an available report (SOL003 §6.5.2.5).</summary>
public sealed record PerformanceInformationAvailableLinks
{
    /// <summary>The measured instance.</summary>
    public NotificationLink? ObjectInstance { get; init; }

    /// <summary>The PM job.</summary>
    public required NotificationLink PmJob { get; init; }

    /// <summary>The report.</summary>
    public required NotificationLink PerformanceReport { get; init; }
}
