namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer2 protocol data layer2 connection information vxlan config (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer2ProtocolDataLayer2ConnectionInfoVxlanConfig
{
    /// <summary>Peer mode.</summary>
    public required SiteToWanLayer2ProtocolDataLayer2ConnectionInfoVxlanConfigPeerMode PeerMode { get; init; }

    /// <summary>Peers.</summary>
    public IReadOnlyList<string>? Peers { get; init; }
}
