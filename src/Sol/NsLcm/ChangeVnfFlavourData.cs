using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Change VNF flavour data (SOL005 §6.5).</summary>
public sealed record ChangeVnfFlavourData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Identifier of the new flavour.</summary>
    public required string NewFlavourId { get; init; }

    /// <summary>Identifier of the instantiation level.</summary>
    public string? InstantiationLevelId { get; init; }

    /// <summary>External virtual links.</summary>
    public IReadOnlyList<ExtVirtualLinkData>? ExtVirtualLinks { get; init; }

    /// <summary>External managed virtual links.</summary>
    public IReadOnlyList<ExtManagedVirtualLinkData>? ExtManagedVirtualLinks { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>VNF configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }
}
