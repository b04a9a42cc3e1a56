namespace NfvOrchestrator.Sol.Grant;

/// <summary>Snapshot resource definition (SOL003 §9.5).</summary>
public sealed record SnapshotResourceDefinition
{
    /// <summary>Identifier of the VNF snapshot.</summary>
    public required string VnfSnapshotId { get; init; }

    /// <summary>Identifier of the VNFC snapshot.</summary>
    public string? VnfcSnapshotId { get; init; }

    /// <summary>Identifier of the storage snapshot.</summary>
    public string? StorageSnapshotId { get; init; }

    /// <summary>Snapshot resource.</summary>
    public ResourceHandle? SnapshotResource { get; init; }
}
