using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNF snapshot (SOL003 §5.5).</summary>
public sealed record VnfSnapshot
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Instant: creation started at.</summary>
    public required DateTimeOffset CreationStartedAt { get; init; }

    /// <summary>Instant: creation finished at.</summary>
    public DateTimeOffset? CreationFinishedAt { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public required string VnfdId { get; init; }

    /// <summary>VNF instance.</summary>
    public required VnfInstance VnfInstance { get; init; }

    /// <summary>VNFC snapshots.</summary>
    public required IReadOnlyList<VnfcSnapshotInfo> VnfcSnapshots { get; init; }

    /// <summary>VNF state snapshot information.</summary>
    public VnfStateSnapshotInfo? VnfStateSnapshotInfo { get; init; }

    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public VnfSnapshotLinks? Links { get; init; }
}
