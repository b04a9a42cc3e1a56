namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Delete VNF snapshot data (SOL005 §6.5).</summary>
public sealed record DeleteVnfSnapshotData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Identifier of the VNF snapshot information.</summary>
    public required string VnfSnapshotInfoId { get; init; }
}
