using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>Request: instantiate VNF (SOL003 §5.5.2.4).</summary>
public sealed record InstantiateVnfRequest
{
    /// <summary>Identifier of the flavour.</summary>
    public required string FlavourId { get; init; }

    /// <summary>Identifier of the instantiation level.</summary>
    public string? InstantiationLevelId { get; init; }

    /// <summary>External virtual links.</summary>
    public IReadOnlyList<ExtVirtualLinkData>? ExtVirtualLinks { get; init; }

    /// <summary>External managed virtual links.</summary>
    public IReadOnlyList<ExtManagedVirtualLinkData>? ExtManagedVirtualLinks { get; init; }

    /// <summary>VIM connection information.</summary>
    public IReadOnlyList<VimConnectionInfo>? VimConnectionInfo { get; init; }

    /// <summary>Localization language.</summary>
    public string? LocalizationLanguage { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>VNF configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }
}
