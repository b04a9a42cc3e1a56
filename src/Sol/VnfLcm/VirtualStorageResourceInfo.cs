using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Virtual storage resource information (SOL003 §5.5).</summary>
public sealed record VirtualStorageResourceInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the virtual storage descriptor.</summary>
    public required string VirtualStorageDescId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Storage resource.</summary>
    public required ResourceHandle StorageResource { get; init; }

    /// <summary>Identifier of the zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Identifier of the reservation.</summary>
    public string? ReservationId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
