using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNFC resource information (SOL003 §5.5).</summary>
public sealed record VnfcResourceInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VDU.</summary>
    public required string VduId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Compute resource.</summary>
    public required ResourceHandle ComputeResource { get; init; }

    /// <summary>Identifier of the zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Identifiers: storage resource.</summary>
    public IReadOnlyList<string>? StorageResourceIds { get; init; }

    /// <summary>Identifier of the reservation.</summary>
    public string? ReservationId { get; init; }

    /// <summary>VNFC CP information.</summary>
    public IReadOnlyList<VnfcCpInfo>? VnfcCpInfo { get; init; }

    /// <summary>Identifier of the parent CP.</summary>
    public string? ParentCpId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
