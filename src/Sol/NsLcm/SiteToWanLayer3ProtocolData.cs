using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer3 protocol data (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer3ProtocolData
{
    /// <summary>Logical interface IP address.</summary>
    public SiteToWanLayer3ProtocolDataLogicalInterfaceIpAddress? LogicalInterfaceIpAddress { get; init; }

    /// <summary>Routing information.</summary>
    public required SiteToWanLayer3ProtocolDataRoutingInfo RoutingInfo { get; init; }

    /// <summary>Mtu l3.</summary>
    public int? MtuL3 { get; init; }

    /// <summary>Virtual routing and forwarding.</summary>
    public SiteToWanLayer3ProtocolDataVirtualRoutingAndForwarding? VirtualRoutingAndForwarding { get; init; }

    /// <summary>Bfd config.</summary>
    public IReadOnlyDictionary<string, JsonElement>? BfdConfig { get; init; }
}
