namespace NfvOrchestrator.Sdn.Paths;

/// <summary>A path as it is.</summary>
public sealed record PathView
{
    /// <summary>The caller's key.</summary>
    public required string Key { get; init; }

    /// <summary>The controller.</summary>
    public required string ControllerId { get; init; }

    /// <summary>What is wanted.</summary>
    public required PathSpec Spec { get; init; }

    /// <summary>Where it is.</summary>
    public required PathState State { get; init; }

    /// <summary>Grows by one with each reroute, from 1.</summary>
    public required int Generation { get; init; }

    /// <summary>True while rules of the generation before are still being replaced.</summary>
    public bool Rerouting { get; init; }

    /// <summary>Hop by hop, ingress to egress, then the way back.</summary>
    public required IReadOnlyList<PathHopCheck> Hops { get; init; }

    /// <summary>Sum of link latencies of the route, µs.</summary>
    public long LatencyMicros { get; init; }

    /// <summary>Ids of links and devices of the route that are down.</summary>
    public IReadOnlyList<string> DownElements { get; init; } = [];

    /// <summary>Why it is not ACTIVE, for a person: what, where, why, what to do.</summary>
    public string? Error { get; init; }

    /// <summary>When <see cref="State"/> last changed.</summary>
    public required DateTimeOffset StateChangedAt { get; init; }
}
