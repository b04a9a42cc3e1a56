using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Scale to level data (SOL005 §6.5).</summary>
public sealed record ScaleToLevelData
{
    /// <summary>Identifier of the VNF instantiation level.</summary>
    public string? VnfInstantiationLevelId { get; init; }

    /// <summary>VNF scale information.</summary>
    public IReadOnlyList<VnfScaleInfo>? VnfScaleInfo { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}
