using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: scale VNF (SOL003 §5.5.2.5).</summary>
public sealed record ScaleVnfRequest
{
    /// <summary>Type.</summary>
    public required ScaleType Type { get; init; }

    /// <summary>Identifier of the aspect.</summary>
    public required string AspectId { get; init; }

    /// <summary>Number of steps.</summary>
    public int? NumberOfSteps { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}
