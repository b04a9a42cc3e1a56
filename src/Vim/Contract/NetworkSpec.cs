namespace NfvOrchestrator.Vim;

/// <summary>A layer-2 network. Name, MTU, QoS and added subnets may change later; type and segmentation may not.</summary>
public sealed record NetworkSpec : VimResourceSpec
{
    /// <inheritdoc/>
    public override VimResourceKind Kind => VimResourceKind.Network;

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Segmentation technology.</summary>
    public VimNetworkType Type { get; init; } = VimNetworkType.VXLAN;

    /// <summary>VLAN id or VXLAN network identifier; absent lets the VIM choose.</summary>
    public int? SegmentationId { get; init; }

    /// <summary>Physical network of a VLAN or flat provider network.</summary>
    public string? PhysicalNetwork { get; init; }

    /// <summary>Largest IP packet in bytes; absent lets the VIM choose.</summary>
    public int? Mtu { get; init; }

    /// <summary>Subnets in the order in which ports draw addresses.</summary>
    public IReadOnlyList<VimSubnet> Subnets { get; init; } = [];

    /// <summary>Bandwidth policy for every port of the network.</summary>
    public VimQos? Qos { get; init; }
}

/// <summary>Segmentation technology of a network.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<VimNetworkType>))]
public enum VimNetworkType
{
    /// <summary>VXLAN overlay.</summary>
    VXLAN,

    /// <summary>IEEE 802.1Q VLAN.</summary>
    VLAN,

    /// <summary>Untagged.</summary>
    FLAT,
}

/// <summary>An IP subnet of a network.</summary>
public sealed record VimSubnet
{
    /// <summary>Address block, e.g. <c>10.0.0.0/24</c>.</summary>
    public required string Cidr { get; init; }

    /// <summary>4 or 6.</summary>
    public int IpVersion { get; init; } = 4;

    /// <summary>Gateway address; absent means no gateway.</summary>
    public string? Gateway { get; init; }

    /// <summary>Whether the VIM serves DHCP.</summary>
    public bool Dhcp { get; init; } = true;

    /// <summary>Ranges from which addresses are drawn; empty means the whole block.</summary>
    public IReadOnlyList<VimAddressPool> Pools { get; init; } = [];

    /// <summary>Name servers given by DHCP.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = [];
}

/// <summary>A range of addresses.</summary>
/// <param name="Start">First address.</param>
/// <param name="End">Last address.</param>
public sealed record VimAddressPool(string Start, string End);

/// <summary>A bandwidth policy.</summary>
public sealed record VimQos
{
    /// <summary>Upper limit in bit/s.</summary>
    public long? MaxBitsPerSecond { get; init; }

    /// <summary>Guaranteed rate in bit/s.</summary>
    public long? MinBitsPerSecond { get; init; }

    /// <summary>DSCP mark, 0 to 63.</summary>
    public int? Dscp { get; init; }
}
