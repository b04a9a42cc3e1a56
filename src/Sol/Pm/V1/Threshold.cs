using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Pm.V1;

/// <summary>A threshold (SOL003 2.6.1 §6.5.2.9).</summary>
public sealed record Threshold
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the measured VNF or NS instance.</summary>
    public required string ObjectInstanceId { get; init; }

    /// <summary>What is compared with what.</summary>
    public required ThresholdCriteria Criteria { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required ThresholdLinks Links { get; init; }
}
