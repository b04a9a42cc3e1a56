namespace NfvOrchestrator.Placement.Network;

/// <summary>Why there is no path, and what would be possible instead.</summary>
public sealed record PathRejection
{
    /// <summary>The reason.</summary>
    public required PathRejectionKind Kind { get; init; }

    /// <summary>The same for a person.</summary>
    public required string Message { get; init; }

    /// <summary>Zero-based segment at which the search ended, when one can be named.</summary>
    public int? Segment { get; init; }

    /// <summary>With <see cref="PathRejectionKind.InsufficientBandwidth"/>: the bandwidth that could be had, bit/s.</summary>
    public long? BestAvailableBps { get; init; }

    /// <summary>With <see cref="PathRejectionKind.InsufficientBandwidth"/>: the link that limits it.</summary>
    public string? BottleneckLinkId { get; init; }

    /// <summary>With <see cref="PathRejectionKind.LatencyExceeded"/>: the lowest latency that could be had, microseconds.</summary>
    public long? BestLatencyMicros { get; init; }
}
