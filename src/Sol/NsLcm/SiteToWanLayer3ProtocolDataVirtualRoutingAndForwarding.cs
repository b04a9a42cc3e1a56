namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer3 protocol data virtual routing and forwarding (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer3ProtocolDataVirtualRoutingAndForwarding
{
    /// <summary>Vrf name.</summary>
    public required string VrfName { get; init; }
}
