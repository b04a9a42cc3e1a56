namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: VNF snapshot information modification (SOL003 §5.5).</summary>
public sealed record VnfSnapshotInfoModificationRequest
{
    /// <summary>Identifier of the VNF snapshot package.</summary>
    public string? VnfSnapshotPkgId { get; init; }

    /// <summary>VNF snapshot.</summary>
    public VnfSnapshot? VnfSnapshot { get; init; }
}
