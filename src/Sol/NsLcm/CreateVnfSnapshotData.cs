using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Create VNF snapshot data (SOL005 §6.5).</summary>
public sealed record CreateVnfSnapshotData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }

    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }
}
