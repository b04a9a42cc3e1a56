namespace NfvOrchestrator.Sdn.Paths;

/// <summary>Which traffic of the ingress port takes the path, seen in the direction ingress → egress. All null: everything that enters the port.</summary>
public sealed record TrafficSelector
{
    /// <summary>Ethernet type, for example 0x0800. Filled in by the adapter when an IP field is given without it.</summary>
    public int? EthType { get; init; }

    /// <summary>VLAN id 1 to 4094 the traffic carries when it enters.</summary>
    public int? Vlan { get; init; }

    /// <summary>Source prefix with length, for example <c>10.0.0.0/24</c>.</summary>
    public string? SourcePrefix { get; init; }

    /// <summary>Destination prefix with length.</summary>
    public string? DestinationPrefix { get; init; }

    /// <summary>IP protocol, 6 TCP, 17 UDP, 132 SCTP.</summary>
    public int? Protocol { get; init; }

    /// <summary>Source port; needs <see cref="Protocol"/>.</summary>
    public int? SourcePort { get; init; }

    /// <summary>Destination port; needs <see cref="Protocol"/>.</summary>
    public int? DestinationPort { get; init; }

    /// <summary>The same traffic in the other direction.</summary>
    public TrafficSelector Reversed() => this with
    {
        SourcePrefix = DestinationPrefix,
        DestinationPrefix = SourcePrefix,
        SourcePort = DestinationPort,
        DestinationPort = SourcePort,
    };
}
