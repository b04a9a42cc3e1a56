using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Modify VNF information data (SOL005 §6.5).</summary>
public sealed record ModifyVnfInfoData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>VNF instance name.</summary>
    public string? VnfInstanceName { get; init; }

    /// <summary>VNF instance description.</summary>
    public string? VnfInstanceDescription { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>VNF configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }
}
