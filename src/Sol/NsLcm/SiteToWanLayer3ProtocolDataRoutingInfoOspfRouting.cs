namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer3 protocol data routing information ospf routing (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer3ProtocolDataRoutingInfoOspfRouting
{
    /// <summary>Identifier of the area.</summary>
    public required string AreaId { get; init; }
}
