using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Links of VNF snapshot (SOL003 §5.5).</summary>
public sealed record VnfSnapshotLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>VNF state snapshot.</summary>
    public Link? VnfStateSnapshot { get; init; }
}
