namespace NfvOrchestrator.Tosca.Model;

/// <summary>What traffic takes a path (SOL001 §7.10.4).</summary>
public sealed record NfpRule
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary>Destination MAC address.</summary>
    public string? EtherDestinationAddress { get; init; }

    /// <summary>Source MAC address.</summary>
    public string? EtherSourceAddress { get; init; }

    /// <summary><c>ipv4</c> or <c>ipv6</c>.</summary>
    public string? EtherType { get; init; }

    /// <summary>VLAN tags, outermost first.</summary>
    public IReadOnlyList<string> VlanTags { get; init; } = [];

    /// <summary>L4 protocol by its IANA keyword.</summary>
    public string? Protocol { get; init; }

    /// <summary>DSCP as six binary digits.</summary>
    public string? Dscp { get; init; }

    /// <summary>Source ports.</summary>
    public PortRange? SourcePortRange { get; init; }

    /// <summary>Destination ports.</summary>
    public PortRange? DestinationPortRange { get; init; }

    /// <summary>Source prefix in CIDR form.</summary>
    public string? SourceIpAddressPrefix { get; init; }

    /// <summary>Destination prefix in CIDR form.</summary>
    public string? DestinationIpAddressPrefix { get; init; }

    /// <summary>Further bits that must match.</summary>
    public IReadOnlyList<PacketMask> ExtendedCriteria { get; init; } = [];
}
