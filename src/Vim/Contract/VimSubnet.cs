namespace NfvOrchestrator.Vim;

/// <summary>
/// An IP subnet of a network: what descriptors can say of one (SOL001 §6.8.6 L3ProtocolData), and name servers and routes, which they cannot. Where those are absent the VIM's or its administrator's are left as
/// they are; an empty list takes them away.
/// </summary>
public sealed record VimSubnet
{
    /// <summary>Address block, e.g. <c>10.0.0.0/24</c>.</summary>
    public required string Cidr { get; init; }

    /// <summary>4 or 6.</summary>
    public int IpVersion { get; set; } = 4;

    /// <summary>Gateway address; absent means no gateway.</summary>
    public string? Gateway { get; init; }

    /// <summary>Whether the VIM serves DHCP.</summary>
    public bool Dhcp { get; set; } = true;

    /// <summary>Ranges from which addresses are drawn; empty means the whole block.</summary>
    public IReadOnlyList<VimAddressPool> Pools { get; set; } = [];

    /// <summary>IPv6 only: how guests get their addresses; absent leaves it to the VIM.</summary>
    public VimIpv6Mode? Ipv6Mode { get; init; }

    /// <summary>Name servers told to guests by DHCP, of the subnet's IP version, in order. Absent leaves those that are set; may change.</summary>
    public IReadOnlyList<string>? DnsServers { get; init; }

    /// <summary>Routes told to guests by DHCP. Absent leaves those that are set; may change.</summary>
    public IReadOnlyList<VimHostRoute>? HostRoutes { get; init; }
}
