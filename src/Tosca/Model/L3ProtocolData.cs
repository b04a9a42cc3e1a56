namespace NfvOrchestrator.Tosca.Model;

/// <summary>Layer 3 of a link.</summary>
public sealed record L3ProtocolData
{
    /// <summary>Subnet name.</summary>
    public string? Name { get; init; }

    /// <summary><c>ipv4</c> or <c>ipv6</c>.</summary>
    public required string IpVersion { get; init; }

    /// <summary>Subnet, e.g. <c>10.0.0.0/24</c>.</summary>
    public string? Cidr { get; init; }

    /// <summary>Gateway address.</summary>
    public string? GatewayIp { get; init; }

    /// <summary>Whether DHCP serves the subnet; null = not said.</summary>
    public bool? DhcpEnabled { get; init; }

    /// <summary>IPv6 address mode.</summary>
    public string? Ipv6AddressMode { get; init; }

    /// <summary>Address pools.</summary>
    public IReadOnlyList<IpAllocationPool> AllocationPools { get; init; } = [];
}
