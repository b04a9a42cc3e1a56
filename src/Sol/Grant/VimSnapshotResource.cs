namespace NfvOrchestrator.Sol.Grant;

/// <summary>VIM snapshot resource (SOL003 §9.5).</summary>
public sealed record VimSnapshotResource
{
    /// <summary>Identifier of the VIM connection.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Identifier of the VNF snapshot.</summary>
    public required string VnfSnapshotId { get; init; }

    /// <summary>Identifier of the VNFC snapshot.</summary>
    public required string VnfcSnapshotId { get; init; }

    /// <summary>Identifier of the storage snapshot.</summary>
    public string? StorageSnapshotId { get; init; }

    /// <summary>Identifier of the VIM snapshot resource.</summary>
    public required string VimSnapshotResourceId { get; init; }
}
