namespace NfvOrchestrator.Sol.Common;

/// <summary>IP over ethernet address information (SOL003 §4.4).</summary>
public sealed record IpOverEthernetAddressInfo
{
    /// <summary>MAC address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Identifier of the segmentation.</summary>
    public string? SegmentationId { get; init; }

    /// <summary>IP addresses.</summary>
    public IReadOnlyList<IpAddressInfo>? IpAddresses { get; init; }
}
