using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Paths;

/// <summary>
/// A wanted path. Putting the same spec under the same key again adopts what is there; another spec under the same key reroutes
/// make-before-break: the new rules are installed and read back before the old ones go.
/// </summary>
public sealed record PathSpec
{
    /// <summary>Default <see cref="Priority"/>.</summary>
    public const int DefaultPriority = 100;

    /// <summary>Highest <see cref="Priority"/>.</summary>
    public const int MaxPriority = 255;

    /// <summary>Where traffic enters the network: device and port of the first hop.</summary>
    public required ConnectPoint Ingress { get; init; }

    /// <summary>Where it leaves: device and out port of the last hop.</summary>
    public required ConnectPoint Egress { get; init; }

    /// <summary>The route, computed by the caller, 1 to 64 devices; empty in <see cref="PathMode.INTENT"/>.</summary>
    public IReadOnlyList<PathHop> Hops { get; init; } = [];

    /// <summary>Which traffic takes it.</summary>
    public TrafficSelector Selector { get; init; } = new();

    /// <summary>Bandwidth the caller has reserved for it, bit/s; 0 is best effort.</summary>
    public long BandwidthBps { get; init; }

    /// <summary>Upper bound of the sum of link latencies, µs; null is unbounded. A route above it is refused.</summary>
    public long? MaxLatencyMicros { get; init; }

    /// <summary>Also install the way back.</summary>
    public bool Bidirectional { get; init; } = true;

    /// <summary>Whose path it is.</summary>
    public required PathTags Tags { get; init; }

    /// <summary>Who wins where selectors overlap: 0 to <see cref="MaxPriority"/>, higher wins.</summary>
    public int Priority { get; init; } = DefaultPriority;

    /// <summary>Who chooses the route.</summary>
    public PathMode Mode { get; init; } = PathMode.FLOWS;
}
