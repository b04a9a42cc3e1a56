namespace NfvOrchestrator.Tosca.Model;

/// <summary>A network forwarding path (SOL001 §7.8.8): positions in order.</summary>
public sealed record Nfp
{
    /// <summary>Node template name; nfpdId in SOL005.</summary>
    public required string Id { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Positions in the order traffic passes them.</summary>
    public required IReadOnlyList<NfpPosition> Positions { get; init; }

    /// <summary>What traffic takes the path; null = all.</summary>
    public NfpRule? Rule { get; init; }

    /// <summary>
    /// Largest latency from end to end, in milliseconds; null = no bound. Our extension: SOL001 has no property for it
    /// on an NFP; read from the node's metadata key <c>max_latency_ms</c>.
    /// </summary>
    public double? MaxLatencyMilliseconds { get; init; }

    /// <summary>Bandwidth to be reserved, in bit/s; null = none. From the node's metadata key <c>bandwidth_bps</c>.</summary>
    public long? BandwidthBitsPerSecond { get; init; }
}
