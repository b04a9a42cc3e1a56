using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNF virtual link resource information (SOL003 §5.5).</summary>
public sealed record VnfVirtualLinkResourceInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNF virtual link descriptor.</summary>
    public required string VnfVirtualLinkDescId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Network resource.</summary>
    public required ResourceHandle NetworkResource { get; init; }

    /// <summary>Identifier of the zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Identifier of the reservation.</summary>
    public string? ReservationId { get; init; }

    /// <summary>VNF link ports.</summary>
    public IReadOnlyList<VnfLinkPortInfo>? VnfLinkPorts { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
