using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Affected virtual storage (SOL003 §5.5).</summary>
public sealed record AffectedVirtualStorage
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the virtual storage descriptor.</summary>
    public required string VirtualStorageDescId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Change type.</summary>
    public required AffectedVirtualStorageChangeType ChangeType { get; init; }

    /// <summary>Storage resource.</summary>
    public required ResourceHandle StorageResource { get; init; }

    /// <summary>Identifier of the resource definition.</summary>
    public string? ResourceDefinitionId { get; init; }

    /// <summary>Identifier of the zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
