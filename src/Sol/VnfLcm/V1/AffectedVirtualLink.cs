using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>Affected virtual link (SOL003 §5.5).</summary>
public sealed record AffectedVirtualLink
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNF virtual link descriptor.</summary>
    public required string VirtualLinkDescId { get; init; }

    /// <summary>Change type.</summary>
    public required AffectedVirtualLinkChangeType ChangeType { get; init; }

    /// <summary>Network resource.</summary>
    public required ResourceHandle NetworkResource { get; init; }

    /// <summary>Identifier of the resource definition.</summary>
    public string? ResourceDefinitionId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
