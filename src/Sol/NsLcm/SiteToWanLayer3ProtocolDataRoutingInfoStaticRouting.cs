namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Site to WAN layer3 protocol data routing information static routing (SOL005 §6.5).</summary>
public sealed record SiteToWanLayer3ProtocolDataRoutingInfoStaticRouting
{
    /// <summary>IP version.</summary>
    public required SiteToWanLayer3ProtocolDataRoutingInfoStaticRoutingIpVersion IpVersion { get; init; }

    /// <summary>IP prefix.</summary>
    public required string IpPrefix { get; init; }

    /// <summary>Prefix size.</summary>
    public required int PrefixSize { get; init; }

    /// <summary>Next hop.</summary>
    public required string NextHop { get; init; }
}
