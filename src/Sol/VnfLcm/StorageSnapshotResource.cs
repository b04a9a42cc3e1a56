using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Storage snapshot resource (SOL003 §5.5).</summary>
public sealed record StorageSnapshotResource
{
    /// <summary>Identifier of the storage resource.</summary>
    public required string StorageResourceId { get; init; }

    /// <summary>Storage snapshot resource.</summary>
    [JsonPropertyName("storageSnapshotResource")]
    public ResourceHandle? StorageSnapshotResourceValue { get; init; }
}
