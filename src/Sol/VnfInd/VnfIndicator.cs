using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>The value of an indicator of a VNF (SOL003 §8.5.2.4, SOL002 §8.5.2.4).</summary>
public sealed record VnfIndicator
{
    /// <summary>Identifier of the indicator in the VNFD.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The value; its form is that of the VNFD.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>The VNF whose indicator it is.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required VnfIndicatorLinks Links { get; init; }
}
