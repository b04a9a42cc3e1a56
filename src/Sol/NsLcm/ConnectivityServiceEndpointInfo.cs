namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Connectivity service endpoint information (SOL005 §6.5).</summary>
public sealed record ConnectivityServiceEndpointInfo
{
    /// <summary>Identifier of the connectivity service endpoint.</summary>
    public required string ConnectivityServiceEndpointId { get; init; }

    /// <summary>Identifier of the VIM.</summary>
    public required string VimId { get; init; }

    /// <summary>Site to WAN layer2 protocol data.</summary>
    public SiteToWanLayer2ProtocolData? SiteToWanLayer2ProtocolData { get; init; }

    /// <summary>Site to WAN layer3 protocol data.</summary>
    public SiteToWanLayer3ProtocolData? SiteToWanLayer3ProtocolData { get; init; }
}
