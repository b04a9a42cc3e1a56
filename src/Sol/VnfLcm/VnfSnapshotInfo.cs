using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNF snapshot information (SOL003 §5.5).</summary>
public sealed record VnfSnapshotInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNF snapshot package.</summary>
    public string? VnfSnapshotPkgId { get; init; }

    /// <summary>VNF snapshot.</summary>
    public VnfSnapshot? VnfSnapshot { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required VnfSnapshotInfoLinks Links { get; init; }
}
