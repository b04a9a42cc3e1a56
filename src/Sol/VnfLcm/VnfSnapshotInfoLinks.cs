using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Links of VNF snapshot information (SOL003 §5.5).</summary>
public sealed record VnfSnapshotInfoLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>Taken from.</summary>
    public Link? TakenFrom { get; init; }
}
