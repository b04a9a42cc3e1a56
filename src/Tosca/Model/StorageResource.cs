namespace NfvOrchestrator.Tosca.Model;

/// <summary>Virtual storage of a VDU (SOL001 §6.8.4 to §6.8.6).</summary>
public sealed record StorageResource
{
    /// <summary>Node template name; virtualStorageDescId in SOL003.</summary>
    public required string Id { get; init; }

    /// <summary><c>BLOCK</c>, <c>OBJECT</c> or <c>FILE</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Size, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Whether RDMA is asked for.</summary>
    public bool RdmaEnabled { get; init; }

    /// <summary>True: one per VNFC instance; false: one shared by all.</summary>
    public bool PerVnfcInstance { get; init; } = true;

    /// <summary>Image the storage is filled from, or null.</summary>
    public SwImage? SwImage { get; init; }

    /// <summary>Protocol of file storage, e.g. <c>nfs</c>; null for other kinds.</summary>
    public string? FileSystemProtocol { get; init; }

    /// <summary>Internal link over which file storage is reached, or null.</summary>
    public string? VirtualLinkId { get; init; }

    /// <summary>What maintenance of the NFVI must respect, or null.</summary>
    public NfviMaintenanceInfo? MaintenanceInfo { get; init; }

    /// <summary>Further requirements by key.</summary>
    public IReadOnlyDictionary<string, string> Requirements { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
