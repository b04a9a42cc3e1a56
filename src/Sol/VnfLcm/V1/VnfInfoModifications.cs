using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>VNF information modifications (SOL003 §5.5).</summary>
public sealed record VnfInfoModifications
{
    /// <summary>VNF instance name.</summary>
    public string? VnfInstanceName { get; init; }

    /// <summary>VNF instance description.</summary>
    public string? VnfInstanceDescription { get; init; }

    /// <summary>VNF configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>VIM connection information.</summary>
    public IReadOnlyList<VimConnectionInfo>? VimConnectionInfo { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>VNF provider.</summary>
    public string? VnfProvider { get; init; }

    /// <summary>VNF product name.</summary>
    public string? VnfProductName { get; init; }

    /// <summary>VNF software version.</summary>
    public string? VnfSoftwareVersion { get; init; }

    /// <summary>VNFD version.</summary>
    public string? VnfdVersion { get; init; }
}
