namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer2 protocol data (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer2ProtocolData
{
    /// <summary>Layer2 connection information.</summary>
    public required SiteToWanLayer2ProtocolDataLayer2ConnectionInfo Layer2ConnectionInfo { get; init; }

    /// <summary>Mtu l2.</summary>
    public int? MtuL2 { get; init; }

    /// <summary>Virtual routing and forwarding.</summary>
    public SiteToWanLayer2ProtocolDataVirtualRoutingAndForwarding? VirtualRoutingAndForwarding { get; init; }

    /// <summary>Forwarding config.</summary>
    public SiteToWanLayer2ProtocolDataForwardingConfig? ForwardingConfig { get; init; }
}
