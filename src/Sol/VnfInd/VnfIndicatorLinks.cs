using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>Links of an indicator (SOL003 §8.5.2.4).</summary>
public sealed record VnfIndicatorLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>VNF instance.</summary>
    public required Link VnfInstance { get; init; }
}
