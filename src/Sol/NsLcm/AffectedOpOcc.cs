using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affected operation occurrence (SOL005 §6.5).</summary>
public sealed record AffectedOpOcc
{
    /// <summary>Identifier of the affected NS.</summary>
    public required string AffectedNsId { get; init; }

    /// <summary>Identifier of the affected operation occurrence.</summary>
    public required string AffectedOpOccId { get; init; }

    /// <summary>Affected condition.</summary>
    public required AffectedCondition AffectedCondition { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required AffectedOpOccLinks Links { get; init; }
}
