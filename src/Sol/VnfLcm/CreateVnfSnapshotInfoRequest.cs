namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: create VNF snapshot information (SOL003 §5.5).</summary>
public sealed record CreateVnfSnapshotInfoRequest
{
    /// <summary>Identifier of the VNF snapshot package.</summary>
    public string? VnfSnapshotPkgId { get; init; }

    /// <summary>VNF snapshot.</summary>
    public VnfSnapshot? VnfSnapshot { get; init; }
}
