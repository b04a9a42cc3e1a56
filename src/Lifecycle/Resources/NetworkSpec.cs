namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A virtual network with its subnets (SOL001 VnfVirtualLink, NsVirtualLink).</summary>
public sealed record NetworkSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.Network;

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Layer 3 data; empty: layer 2 only.</summary>
    public IReadOnlyList<SubnetSpec> Subnets { get; init; } = [];

    /// <summary>Largest IP packet in bytes; null: as the VIM likes.</summary>
    public int? Mtu { get; init; }

    /// <summary>VLAN or FLAT; null: an overlay, or what the VIM likes.</summary>
    public string? Type { get; init; }

    /// <summary>VLAN id or VXLAN network identifier; null: the VIM chooses.</summary>
    public int? SegmentationId { get; init; }

    /// <summary>Guests may send VLAN tags of their own through it.</summary>
    public bool VlanTransparent { get; init; }

    /// <summary>What one port of it may send, in bit/s; null: no limit. A VIM that cannot limit it goes without.</summary>
    public long? MaxBitsPerSecond { get; init; }

    /// <summary>Id of the virtual link in the descriptor, where it is not that in the key (a change of package gave it another); null: it is.</summary>
    public string? DescriptorId { get; init; }

    /// <inheritdoc/>
    /// <remarks>Subnets may be added after those it has; MTU and bandwidth change in place.</remarks>
    public override bool CanBecome(ResourceSpec target)
        => target is NetworkSpec other
            && Type == other.Type
            && SegmentationId == other.SegmentationId
            && VlanTransparent == other.VlanTransparent
            && other.Subnets.Count >= Subnets.Count
            && Subnets.Zip(other.Subnets).All(s => s.First.CanBecome(s.Second));
}
