using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>Links of a notification of a crossed threshold (SOL003 §6.5.2.4).</summary>
public sealed record ThresholdCrossedLinks
{
    /// <summary>The measured instance.</summary>
    public NotificationLink? ObjectInstance { get; init; }

    /// <summary>The threshold.</summary>
    public required NotificationLink Threshold { get; init; }
}
