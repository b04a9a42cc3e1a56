using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Links of affected operation occurrence (SOL005 §6.5).</summary>
public sealed record AffectedOpOccLinks
{
    /// <summary>Affected LCM operation occurrence.</summary>
    public required Link AffectedLcmOpOcc { get; init; }

    /// <summary>Affected NS.</summary>
    public required Link AffectedNs { get; init; }
}
