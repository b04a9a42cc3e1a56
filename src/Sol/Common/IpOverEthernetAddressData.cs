namespace NfvOrchestrator.Sol.Common;

/// <summary>IP over ethernet address data (SOL003 §4.4).</summary>
public sealed record IpOverEthernetAddressData
{
    /// <summary>MAC address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Segmentation type.</summary>
    public SegmentationType? SegmentationType { get; init; }

    /// <summary>Identifier of the segmentation.</summary>
    public string? SegmentationId { get; init; }

    /// <summary>IP addresses.</summary>
    public IReadOnlyList<IpAddressData>? IpAddresses { get; init; }
}
