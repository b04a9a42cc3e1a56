namespace NfvOrchestrator.Vim;

/// <summary>What the VIM decided for a resource; which members are set depends on the kind.</summary>
public sealed record VimOutputs
{
    /// <summary>Nothing decided yet.</summary>
    public static VimOutputs None { get; } = new();

    /// <summary>Port: its addresses. Server: the addresses of all its ports in the order of the ports.</summary>
    public IReadOnlyList<VimAddress> Addresses { get; set; } = [];

    /// <summary>Port: MAC address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Port: the VIM's identifier of its network.</summary>
    public string? VimNetworkId { get; init; }

    /// <summary>Server: host it runs on, when the VIM tells.</summary>
    public string? Host { get; init; }

    /// <summary>Server: NUMA nodes of the host it is pinned to; empty when it floats.</summary>
    public IReadOnlyList<int> HostNumaNodes { get; set; } = [];

    /// <summary>Server, volume: availability zone.</summary>
    public string? Zone { get; init; }

    /// <summary>Server: the VIM's flavour.</summary>
    public string? FlavourId { get; init; }

    /// <summary>Server: vCPUs it has now, as the VIM tells; absent when it does not.</summary>
    public int? Vcpus { get; init; }

    /// <summary>Server: memory it has now in MiB, as the VIM tells.</summary>
    public long? MemoryMib { get; init; }

    /// <summary>Server: what it was booted or last rebuilt from, as <see cref="ComputeSpec.ImageRef"/> where the adapter can tell it back, else the VIM's identifier; absent when it boots from a volume.</summary>
    public string? ImageId { get; init; }

    /// <summary>Server: keys of our ports that are attached now, in order. Ports that are not ours appear by the VIM's identifier.</summary>
    public IReadOnlyList<string> AttachedPorts { get; set; } = [];

    /// <summary>Server: keys of our volumes that are attached now. Volumes that are not ours appear by the VIM's identifier.</summary>
    public IReadOnlyList<string> AttachedVolumes { get; set; } = [];

    /// <summary>Port, volume: VIM identifier of the server it is attached to.</summary>
    public string? AttachedTo { get; init; }

    /// <summary>Port that carries others: the VIM's identifier of the trunk; absent when it carries none, or the VIM has no such thing.</summary>
    public string? TrunkId { get; init; }

    /// <summary>Network: VLAN id or VXLAN network identifier in use.</summary>
    public int? SegmentationId { get; init; }

    /// <summary>Network: MTU in bytes in use.</summary>
    public int? Mtu { get; init; }

    /// <summary>Network: the VIM's identifiers of its subnets, in the order of the specification.</summary>
    public IReadOnlyList<string> SubnetIds { get; set; } = [];

    /// <summary>Image: bytes stored. Snapshot: bytes needed to make a disk of it.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Port: its address of an outer network.</summary>
    public string? FloatingAddress { get; init; }

    /// <summary>What the resource was to have and goes without, in words for the operator (e.g. a bandwidth that the VIM does not guarantee); null: it has everything.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
