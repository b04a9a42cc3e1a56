using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Grant;

/// <summary>A VNFM asking permission for a lifecycle operation and the resources it touches (SOL003 §9.5.2.2).</summary>
public sealed record GrantRequest
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Identifier of the VNF LCM operation occurrence.</summary>
    public required string VnfLcmOpOccId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public required string VnfdId { get; init; }

    /// <summary>Identifier of the dst VNFD.</summary>
    public string? DstVnfdId { get; init; }

    /// <summary>Identifier of the flavour.</summary>
    public string? FlavourId { get; init; }

    /// <summary>Operation.</summary>
    public required GrantedLcmOperationType Operation { get; init; }

    /// <summary>Whether it is automatic invocation.</summary>
    public required bool IsAutomaticInvocation { get; init; }

    /// <summary>Identifier of the instantiation level.</summary>
    public string? InstantiationLevelId { get; init; }

    /// <summary>Add resources.</summary>
    public IReadOnlyList<ResourceDefinition>? AddResources { get; init; }

    /// <summary>Temp resources.</summary>
    public IReadOnlyList<ResourceDefinition>? TempResources { get; init; }

    /// <summary>Remove resources.</summary>
    public IReadOnlyList<ResourceDefinition>? RemoveResources { get; init; }

    /// <summary>Update resources.</summary>
    public IReadOnlyList<ResourceDefinition>? UpdateResources { get; init; }

    /// <summary>Placement constraints.</summary>
    public IReadOnlyList<PlacementConstraint>? PlacementConstraints { get; init; }

    /// <summary>VIM constraints.</summary>
    public IReadOnlyList<VimConstraint>? VimConstraints { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required GrantRequestLinks Links { get; init; }
}
