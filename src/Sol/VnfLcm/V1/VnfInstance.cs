using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>A VNF instance: identity, descriptor, state and, once instantiated, its resources (SOL003 §5.5.2.2).</summary>
public sealed record VnfInstance
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>VNF instance name.</summary>
    public string? VnfInstanceName { get; init; }

    /// <summary>VNF instance description.</summary>
    public string? VnfInstanceDescription { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public required string VnfdId { get; init; }

    /// <summary>VNF provider.</summary>
    public required string VnfProvider { get; init; }

    /// <summary>VNF product name.</summary>
    public required string VnfProductName { get; init; }

    /// <summary>VNF software version.</summary>
    public required string VnfSoftwareVersion { get; init; }

    /// <summary>VNFD version.</summary>
    public required string VnfdVersion { get; init; }

    /// <summary>VNF configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }

    /// <summary>VIM connection information.</summary>
    public IReadOnlyList<VimConnectionInfo>? VimConnectionInfo { get; init; }

    /// <summary>Instantiation state.</summary>
    public required InstantiationState InstantiationState { get; init; }

    /// <summary>Instantiated VNF information.</summary>
    public InstantiatedVnfInfo? InstantiatedVnfInfo { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required VnfInstanceLinks Links { get; init; }
}
