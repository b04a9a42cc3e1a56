namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer3 protocol data routing information (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer3ProtocolDataRoutingInfo
{
    /// <summary>Routing protocol.</summary>
    public required SiteToWanLayer3ProtocolDataRoutingInfoRoutingProtocol RoutingProtocol { get; init; }

    /// <summary>Static routing.</summary>
    public SiteToWanLayer3ProtocolDataRoutingInfoStaticRouting? StaticRouting { get; init; }

    /// <summary>Routing address family.</summary>
    public required SiteToWanLayer3ProtocolDataRoutingInfoRoutingAddressFamily RoutingAddressFamily { get; init; }

    /// <summary>Ospf routing.</summary>
    public SiteToWanLayer3ProtocolDataRoutingInfoOspfRouting? OspfRouting { get; init; }

    /// <summary>Bgp routing.</summary>
    public SiteToWanLayer3ProtocolDataRoutingInfoBgpRouting? BgpRouting { get; init; }

    /// <summary>Route maps distribution.</summary>
    public SiteToWanLayer3ProtocolDataRoutingInfoRouteMapsDistribution? RouteMapsDistribution { get; init; }
}
