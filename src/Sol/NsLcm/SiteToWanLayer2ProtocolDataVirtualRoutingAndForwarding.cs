namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer2 protocol data virtual routing and forwarding (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer2ProtocolDataVirtualRoutingAndForwarding
{
    /// <summary>MAC vrf name.</summary>
    public required string MacVrfName { get; init; }
}
