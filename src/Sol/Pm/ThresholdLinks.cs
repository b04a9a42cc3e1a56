using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>Links of a threshold (SOL003 §6.5.2.9).</summary>
public sealed record ThresholdLinks
{
    /// <summary>This resource.</summary>
    public required Link Self { get; init; }

    /// <summary>The measured instance.</summary>
    public Link? Object { get; init; }
}
