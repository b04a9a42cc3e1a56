namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A forwarding path of a network service (SOL001 NFP).</summary>
public sealed record PathSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.Path;

    /// <inheritdoc/>
    /// <remarks>The SDN adapter reroutes a path make-before-break: removing it first would cut what still gets through.</remarks>
    public override bool RepairsInPlace => true;

    /// <summary>The NFP in the NSD.</summary>
    public required string NfpId { get; init; }

    /// <summary>The points it passes, in order.</summary>
    public required IReadOnlyList<PathPointSpec> Points { get; init; }

    /// <summary>Bandwidth to find room for, in bit/s; 0: none asked for.</summary>
    public long BandwidthBps { get; init; }

    /// <summary>Longest one-way delay, in microseconds; null: any.</summary>
    public long? MaxLatencyMicros { get; init; }
}
