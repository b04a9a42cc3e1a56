namespace NfvOrchestrator.Placement.Network;

/// <summary>One direction of a link between two devices. A cable is two of these, with the ports exchanged.</summary>
public sealed record NetworkLink
{
    /// <summary>Identity within the graph; also the last tie-breaker of the path search.</summary>
    public required string Id { get; init; }

    /// <summary>Where traffic enters the link.</summary>
    public required PortRef Source { get; init; }

    /// <summary>Where traffic leaves the link.</summary>
    public required PortRef Target { get; init; }

    /// <summary>Capacity in bit/s in this direction.</summary>
    public required long CapacityBps { get; init; }

    /// <summary>Bit/s of this direction that are taken by what the orchestrator does not manage (measured or configured).</summary>
    public long UsedBps { get; init; }

    /// <summary>One-way delay in microseconds.</summary>
    public long LatencyMicros { get; init; }

    /// <summary>Abstract price of using the link, not negative; the same for all links means "fewest hops".</summary>
    public long Cost { get; init; } = 1;

    /// <summary>Whether the link carries traffic now.</summary>
    public bool Up { get; init; } = true;

    /// <summary>Shared risk groups: links of one group fail together (same duct, same card). Both directions of a cable always share their fate, without being told.</summary>
    public IReadOnlyList<string> SharedRiskGroups { get; init; } = [];

    /// <summary>The cable: equal for both directions between the same two ports.</summary>
    internal string Cable
    {
        get
        {
            var (a, b) = (Source.ToString(), Target.ToString());
            return string.CompareOrdinal(a, b) < 0 ? a + "|" + b : b + "|" + a;
        }
    }
}
