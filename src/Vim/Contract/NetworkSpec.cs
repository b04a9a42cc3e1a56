using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>A layer-2 network. Name, MTU, QoS, sharing, added subnets, and gateway, DHCP, name servers and routes of subnets may change later; type and segmentation may not.</summary>
public sealed record NetworkSpec : VimResourceSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override VimResourceKind Kind => VimResourceKind.Network;

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Segmentation technology.</summary>
    public VimNetworkType Type { get; set; } = VimNetworkType.VXLAN;

    /// <summary>VLAN id or VXLAN network identifier; absent lets the VIM choose.</summary>
    public int? SegmentationId { get; init; }

    /// <summary>Physical network of a VLAN or flat provider network.</summary>
    public string? PhysicalNetwork { get; init; }

    /// <summary>Largest IP packet in bytes; absent lets the VIM choose.</summary>
    public int? Mtu { get; init; }

    /// <summary>Subnets in the order in which ports draw addresses.</summary>
    public IReadOnlyList<VimSubnet> Subnets { get; set; } = [];

    /// <summary>Bandwidth policy for every port of the network.</summary>
    public VimQos? Qos { get; init; }

    /// <summary>Other projects of the VIM may use it (administrators only).</summary>
    public bool Shared { get; init; }

    /// <summary>Guests may send VLAN tags of their own through it.</summary>
    public bool VlanTransparent { get; init; }
}
