using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: scale VNF to level (SOL003 §5.5.2.6).</summary>
public sealed record ScaleVnfToLevelRequest
{
    /// <summary>Identifier of the instantiation level.</summary>
    public string? InstantiationLevelId { get; init; }

    /// <summary>Scale information.</summary>
    public IReadOnlyList<ScaleInfo>? ScaleInfo { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}
