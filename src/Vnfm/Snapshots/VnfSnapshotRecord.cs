using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Snapshots;

/// <summary>A VNF snapshot as it is stored: the SOL resource and what only the VNFM needs to know.</summary>
public sealed record VnfSnapshotRecord
{
    /// <summary>The SOL003 resource (§5.5.2.22); its links are written when it is read.</summary>
    public required VnfSnapshotInfo Resource { get; init; }

    /// <summary>The operation that last took or used it; while that is not over, the snapshot is in use.</summary>
    public string? UsedBy { get; init; }

    /// <summary>The VNF state snapshot file (SOL003 §5.4.25), JSON; null until it was taken.</summary>
    public string? State { get; init; }

    /// <summary>What it consists of; null until it was taken.</summary>
    public VnfSnapshotContent? Content { get; init; }
}
