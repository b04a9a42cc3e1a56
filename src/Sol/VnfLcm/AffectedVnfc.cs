using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Affected VNFC (SOL003 §5.5).</summary>
public sealed record AffectedVnfc
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VDU.</summary>
    public required string VduId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Change type.</summary>
    public required AffectedVnfcChangeType ChangeType { get; init; }

    /// <summary>Compute resource.</summary>
    public required ResourceHandle ComputeResource { get; init; }

    /// <summary>Identifier of the resource definition.</summary>
    public string? ResourceDefinitionId { get; init; }

    /// <summary>Identifier of the zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Identifiers: affected VNFC CP.</summary>
    public IReadOnlyList<string>? AffectedVnfcCpIds { get; init; }

    /// <summary>Identifiers: added storage resource.</summary>
    public IReadOnlyList<string>? AddedStorageResourceIds { get; init; }

    /// <summary>Identifiers: removed storage resource.</summary>
    public IReadOnlyList<string>? RemovedStorageResourceIds { get; init; }
}
