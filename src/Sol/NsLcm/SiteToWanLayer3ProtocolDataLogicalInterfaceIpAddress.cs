namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer3 protocol data logical interface IP address (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer3ProtocolDataLogicalInterfaceIpAddress
{
    /// <summary>IP address.</summary>
    public required string IpAddress { get; init; }

    /// <summary>Identifier of the associated segment.</summary>
    public required string AssociatedSegmentId { get; init; }
}
