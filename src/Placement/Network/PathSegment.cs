namespace NfvOrchestrator.Placement.Network;

/// <summary>The part of a path between two attachments (entry, service functions, exit).</summary>
public sealed record PathSegment
{
    /// <summary>Where the segment begins.</summary>
    public required PortRef From { get; init; }

    /// <summary>Where it ends.</summary>
    public required PortRef To { get; init; }

    /// <summary>The devices in order; at least one.</summary>
    public required IReadOnlyList<PathHop> Hops { get; init; }

    /// <summary>The links in order; none when both ends are on one device.</summary>
    public required IReadOnlyList<string> LinkIds { get; init; }
}
