using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Affected virtual link (SOL003 §5.5).</summary>
public sealed record AffectedVirtualLink
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNF virtual link descriptor.</summary>
    public required string VnfVirtualLinkDescId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Change type.</summary>
    public required AffectedVirtualLinkChangeType ChangeType { get; init; }

    /// <summary>Network resource.</summary>
    public required ResourceHandle NetworkResource { get; init; }

    /// <summary>Identifiers: VNF link port.</summary>
    public IReadOnlyList<string>? VnfLinkPortIds { get; init; }

    /// <summary>Identifier of the resource definition.</summary>
    public string? ResourceDefinitionId { get; init; }

    /// <summary>Identifier of the zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
