using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Pm.V1;

/// <summary>A PM job (SOL003 2.6.1 §6.5.2.7).</summary>
public sealed record PmJob
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifiers of the measured VNF or NS instances.</summary>
    public required IReadOnlyList<string> ObjectInstanceIds { get; init; }

    /// <summary>What is collected, and when.</summary>
    public required PmJobCriteria Criteria { get; init; }

    /// <summary>Reports that can be read, oldest first.</summary>
    public IReadOnlyList<PmJobReport>? Reports { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required PmJobLinks Links { get; init; }
}
