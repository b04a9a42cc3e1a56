namespace NfvOrchestrator.Tosca.Model;

/// <summary>A security group rule of connection points (SOL001 §6.10.10).</summary>
public sealed record SecurityGroupRule
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary><c>ingress</c> or <c>egress</c>.</summary>
    public required string Direction { get; init; }

    /// <summary><c>ipv4</c> or <c>ipv6</c>.</summary>
    public required string EtherType { get; init; }

    /// <summary>IP protocol by its IANA keyword.</summary>
    public required string Protocol { get; init; }

    /// <summary>First port.</summary>
    public required int PortRangeMin { get; init; }

    /// <summary>Last port.</summary>
    public required int PortRangeMax { get; init; }

    /// <summary>Connection points it applies to.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
