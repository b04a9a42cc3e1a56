namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Storage snapshot resource (SOL005 §6.5).</summary>
public sealed record StorageSnapshotResource
{
    /// <summary>Identifier of the storage resource.</summary>
    public required string StorageResourceId { get; init; }

    /// <summary>Storage snapshot resources.</summary>
    public ResourceHandle? StorageSnapshotResources { get; init; }
}
