namespace NfvOrchestrator.Tosca.Model;

/// <summary>A connection point of a VDU (SOL001 §6.8.7).</summary>
public sealed record VduCp
{
    /// <summary>Node template name; cpdId in SOL003.</summary>
    public required string Id { get; init; }

    /// <summary>The VDU it belongs to.</summary>
    public required string VduId { get; init; }

    /// <summary>The internal link it is on; null when it is exposed to an external link.</summary>
    public string? VirtualLinkId { get; init; }

    /// <summary>The external connection point that exposes it; null when it is internal only.</summary>
    public string? ExternalCpdId { get; init; }

    /// <summary>Position of the interface on the instance, from 0.</summary>
    public int Order { get; init; }

    /// <summary>Layer protocols.</summary>
    public IReadOnlyList<string> LayerProtocols { get; init; } = [];

    /// <summary>vnic_type as in the descriptor: <c>normal</c>, <c>virtio</c>, <c>direct</c> (SR-IOV), <c>direct-physical</c>….</summary>
    public string VnicType { get; init; } = "normal";

    /// <summary>True when the interface needs a PCI function of the host (SR-IOV or pass-through).</summary>
    public bool RequiresPciDevice => VnicType is "direct" or "direct-physical" or "sr-iov" or "smart-nic" or "macvtap" or "baremetal";

    /// <summary>Bit rate asked for, in bit/s.</summary>
    public long? BitrateRequirementBitsPerSecond { get; init; }

    /// <summary>Addresses wanted.</summary>
    public IReadOnlyList<CpAddressing> Addressing { get; init; } = [];

    /// <summary>Requirements on the network interface by key.</summary>
    public IReadOnlyDictionary<string, string> InterfaceRequirements { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Connection point whose trunk carries this one (VduSubCp), or null.</summary>
    public string? TrunkCpId { get; init; }

    /// <summary>How traffic of a trunk's part is told apart: <c>vlan</c> or <c>inherit</c>; null for other connection points.</summary>
    public string? SegmentationType { get; init; }

    /// <summary>VLAN of a trunk's part.</summary>
    public int? SegmentationId { get; init; }

    /// <summary><c>root</c> or <c>leaf</c> of a tree, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Whether the port is a trunk.</summary>
    public bool TrunkMode { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }
}
