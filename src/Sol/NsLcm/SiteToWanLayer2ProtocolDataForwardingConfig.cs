namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer2 protocol data forwarding config (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer2ProtocolDataForwardingConfig
{
    /// <summary>Network resources.</summary>
    public IReadOnlyList<ResourceHandle>? NetworkResources { get; init; }

    /// <summary>Identifiers: vn segment.</summary>
    public SiteToWanLayer2ProtocolDataForwardingConfigVnSegmentIds? VnSegmentIds { get; init; }
}
