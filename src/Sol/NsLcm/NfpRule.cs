namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>NFP rule (SOL005 §6.5).</summary>
public sealed record NfpRule
{
    /// <summary>Ether destination address.</summary>
    public string? EtherDestinationAddress { get; init; }

    /// <summary>Ether source address.</summary>
    public string? EtherSourceAddress { get; init; }

    /// <summary>Ether type.</summary>
    public NfpRuleEtherType? EtherType { get; init; }

    /// <summary>Vlan tag.</summary>
    public IReadOnlyList<string>? VlanTag { get; init; }

    /// <summary>Protocol.</summary>
    public NfpRuleProtocol? Protocol { get; init; }

    /// <summary>Dscp.</summary>
    public string? Dscp { get; init; }

    /// <summary>Source port range.</summary>
    public PortRange? SourcePortRange { get; init; }

    /// <summary>Destination port range.</summary>
    public PortRange? DestinationPortRange { get; init; }

    /// <summary>Source IP address prefix.</summary>
    public string? SourceIpAddressPrefix { get; init; }

    /// <summary>Destination IP address prefix.</summary>
    public string? DestinationIpAddressPrefix { get; init; }

    /// <summary>Extended criteria.</summary>
    public IReadOnlyList<Mask>? ExtendedCriteria { get; init; }
}
