using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: revert to VNF snapshot (SOL003 §5.5).</summary>
public sealed record RevertToVnfSnapshotRequest
{
    /// <summary>Identifier of the VNF snapshot information.</summary>
    public required string VnfSnapshotInfoId { get; init; }

    /// <summary>VNFC to revert (SOL002); absent: the whole VNF.</summary>
    public string? VnfcInstanceId { get; init; }

    /// <summary>The VNFC snapshot to revert to (SOL002), of the VNF snapshot.</summary>
    public string? VnfcSnapshotInfoId { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}
