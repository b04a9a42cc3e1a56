namespace NfvOrchestrator.Placement.Network;

/// <summary>A path through the network, over all service functions in order.</summary>
public sealed record NetworkPath
{
    /// <summary>One segment more than there are service functions.</summary>
    public required IReadOnlyList<PathSegment> Segments { get; init; }

    /// <summary>Sum of the link latencies in microseconds.</summary>
    public required long LatencyMicros { get; init; }

    /// <summary>Sum of the link costs.</summary>
    public required long Cost { get; init; }

    /// <summary>Bit/s that the path could carry when it was computed (links used twice count half); null when it uses no link at all.</summary>
    public required long? BottleneckBps { get; init; }

    /// <summary>The link that limits <see cref="BottleneckBps"/>.</summary>
    public required string? BottleneckLinkId { get; init; }

    /// <summary>All links in order; a link appears as often as it is used.</summary>
    public IEnumerable<string> LinkIds => Segments.SelectMany(s => s.LinkIds);

    /// <summary>All hops in order.</summary>
    public IEnumerable<PathHop> Hops => Segments.SelectMany(s => s.Hops);
}
