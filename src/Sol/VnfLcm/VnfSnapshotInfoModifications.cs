namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNF snapshot information modifications (SOL003 §5.5).</summary>
public sealed record VnfSnapshotInfoModifications
{
    /// <summary>Identifier of the VNF snapshot package.</summary>
    public string? VnfSnapshotPkgId { get; init; }

    /// <summary>VNF snapshot.</summary>
    public VnfSnapshot? VnfSnapshot { get; init; }
}
