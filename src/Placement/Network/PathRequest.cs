namespace NfvOrchestrator.Placement.Network;

/// <summary>Which path is wanted, in one direction.</summary>
public sealed record PathRequest
{
    /// <summary>Where the traffic enters the network.</summary>
    public required PortRef From { get; init; }

    /// <summary>Where it leaves the network.</summary>
    public required PortRef To { get; init; }

    /// <summary>Service functions to visit, in this order.</summary>
    public IReadOnlyList<Waypoint> Waypoints { get; init; } = [];

    /// <summary>Bit/s that every link must still have, for each time the path uses it.</summary>
    public long BandwidthBps { get; init; }

    /// <summary>Longest delay from end to end over all segments, in microseconds; null: any.</summary>
    public long? MaxLatencyMicros { get; init; }

    /// <summary>What to make small.</summary>
    public PathObjective Objective { get; init; }

    /// <summary>Links not to be used.</summary>
    public IReadOnlyCollection<string> ExcludedLinks { get; init; } = [];

    /// <summary>Devices not to be crossed.</summary>
    public IReadOnlyCollection<string> ExcludedDevices { get; init; } = [];

    /// <summary>A path (usually the working one) to have nothing in common with.</summary>
    public NetworkPath? DisjointFrom { get; init; }

    /// <summary>What "nothing in common" means.</summary>
    public Disjointness Disjointness { get; init; } = Disjointness.SharedRisk;
}
