namespace NfvOrchestrator.Vim;

/// <summary>What a security group lets through.</summary>
public sealed record VimSecurityRule
{
    /// <summary>Seen from the server.</summary>
    public VimSecurityDirection Direction { get; set; } = VimSecurityDirection.INGRESS;

    /// <summary>4 or 6.</summary>
    public int IpVersion { get; set; } = 4;

    /// <summary><c>tcp</c>, <c>udp</c>, <c>sctp</c>, <c>icmp</c>, <c>icmpv6</c> or a protocol number 0 to 255; absent means any.</summary>
    public string? Protocol { get; init; }

    /// <summary>First port (ICMP: type); absent means any.</summary>
    public int? PortMin { get; init; }

    /// <summary>Last port (ICMP: code).</summary>
    public int? PortMax { get; init; }

    /// <summary>Addresses of the other side, as a block; absent means any. Excludes <see cref="RemoteGroup"/>.</summary>
    public string? RemoteCidr { get; init; }

    /// <summary>The other side is a port of this group: key of one of ours, also the group's own key.</summary>
    public string? RemoteGroup { get; init; }
}
