using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Links of VNF snapshot information (SOL005 §6.5).</summary>
public sealed record VnfSnapshotInfoLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }
}
