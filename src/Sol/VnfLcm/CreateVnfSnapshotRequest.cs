using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: create VNF snapshot (SOL003 §5.5).</summary>
public sealed record CreateVnfSnapshotRequest
{
    /// <summary>Identifier of the VNF snapshot information.</summary>
    public required string VnfSnapshotInfoId { get; init; }

    /// <summary>VNFC to take a snapshot of (SOL002); absent: the whole VNF.</summary>
    public string? VnfcInstanceId { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }

    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }
}
