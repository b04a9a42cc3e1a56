using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Sol.LcmCoord;

/// <summary>Request: coordination of a lifecycle operation (SOL002 §10.5.2.2).</summary>
public sealed record LcmCoordRequest
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Identifier of the operation occurrence.</summary>
    public required string VnfLcmOpOccId { get; init; }

    /// <summary>Type of the operation.</summary>
    public required LcmOperationType LcmOperationType { get; init; }

    /// <summary>The action, as the VNFD names it.</summary>
    public required string CoordinationActionName { get; init; }

    /// <summary>Parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? InputParams { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required LcmCoordLinks Links { get; init; }
}
