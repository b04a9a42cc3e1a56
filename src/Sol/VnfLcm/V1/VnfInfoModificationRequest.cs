using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>Request: changes of a VNF instance (SOL003 2.6.1 §5.5.2.12). A merge patch, with lists of what is deleted beside it.</summary>
public sealed record VnfInfoModificationRequest
{
    /// <summary>VNF instance name.</summary>
    public string? VnfInstanceName { get; init; }

    /// <summary>VNF instance description.</summary>
    public string? VnfInstanceDescription { get; init; }

    /// <summary>Identifier of the VNF package.</summary>
    public string? VnfPkgId { get; init; }

    /// <summary>VNF configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Keys of metadata that are deleted.</summary>
    public IReadOnlyList<string>? MetadataDeleteKeys { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>Keys of extensions that are deleted.</summary>
    public IReadOnlyList<string>? ExtensionsDeleteKeys { get; init; }

    /// <summary>VIM connections that are added, or replaced when the identifier is known.</summary>
    public IReadOnlyList<VimConnectionInfo>? VimConnectionInfo { get; init; }

    /// <summary>Identifiers of VIM connections that are deleted.</summary>
    public IReadOnlyList<string>? VimConnectionInfoDeleteIds { get; init; }
}
