using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Revert VNF to snapshot data (SOL005 §6.5).</summary>
public sealed record RevertVnfToSnapshotData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Identifier of the VNF snapshot information.</summary>
    public required string VnfSnapshotInfoId { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}
