using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>VNFC snapshot information (SOL005 §6.5).</summary>
public sealed record VnfcSnapshotInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNFC instance.</summary>
    public required string VnfcInstanceId { get; init; }

    /// <summary>Instant: creation started at.</summary>
    public required DateTimeOffset CreationStartedAt { get; init; }

    /// <summary>Instant: creation finished at.</summary>
    public DateTimeOffset? CreationFinishedAt { get; init; }

    /// <summary>Identifier of the VNFC resource information.</summary>
    public required string VnfcResourceInfoId { get; init; }

    /// <summary>Compute snapshot resource.</summary>
    public ResourceHandle? ComputeSnapshotResource { get; init; }

    /// <summary>Storage snapshot resources.</summary>
    public IReadOnlyList<StorageSnapshotResource>? StorageSnapshotResources { get; init; }

    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }
}
