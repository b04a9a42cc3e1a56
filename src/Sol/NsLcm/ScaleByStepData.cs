using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Scale by step data (SOL005 §6.5).</summary>
public sealed record ScaleByStepData
{
    /// <summary>Identifier of the aspect.</summary>
    public required string AspectId { get; init; }

    /// <summary>Number of steps.</summary>
    public int? NumberOfSteps { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}
