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

    /// <summary>Server: URL of a console; short-lived.</summary>
    public string? ConsoleUrl { get; init; }

    /// <summary>Server: the VIM's flavour.</summary>
    public string? FlavourId { get; init; }

    /// <summary>Port, volume: VIM identifier of the server it is attached to.</summary>
    public string? AttachedTo { get; init; }

    /// <summary>Network: VLAN id or VXLAN network identifier in use.</summary>
    public int? SegmentationId { get; init; }

    /// <summary>Network: MTU in bytes in use.</summary>
    public int? Mtu { get; init; }

    /// <summary>Network: the VIM's identifiers of its subnets, in the order of the specification.</summary>
    public IReadOnlyList<string> SubnetIds { get; set; } = [];

    /// <summary>Image: bytes stored.</summary>
    public long? SizeBytes { get; init; }
}
