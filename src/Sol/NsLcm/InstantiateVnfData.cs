using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Instantiate VNF data (SOL005 §6.5).</summary>
public sealed record InstantiateVnfData
{
    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Identifier of the VNF flavour.</summary>
    public string? VnfFlavourId { get; init; }

    /// <summary>Identifier of the VNF instantiation level.</summary>
    public string? VnfInstantiationLevelId { get; init; }

    /// <summary>Identifier of the VNF profile.</summary>
    public string? VnfProfileId { get; init; }

    /// <summary>VNF instance name.</summary>
    public string? VnfInstanceName { get; init; }

    /// <summary>VNF instance description.</summary>
    public string? VnfInstanceDescription { get; init; }

    /// <summary>External virtual links.</summary>
    public IReadOnlyList<ExtVirtualLinkData>? ExtVirtualLinks { get; init; }

    /// <summary>External managed virtual links.</summary>
    public IReadOnlyList<ExtManagedVirtualLinkData>? ExtManagedVirtualLinks { get; init; }

    /// <summary>Localization language.</summary>
    public string? LocalizationLanguage { get; init; }

    /// <summary>VNF configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>Location constraints.</summary>
    public VnfLocationConstraint? LocationConstraints { get; init; }
}
