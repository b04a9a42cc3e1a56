namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The bookkeeping of a host: a zone can have room for a server that none of its hosts can hold.</summary>
public sealed record HostCounters
{
    /// <summary>The host.</summary>
    public required string HostId { get; init; }

    /// <summary>Whether it takes servers.</summary>
    public bool Up { get; init; } = true;

    /// <summary>What it can do.</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>Host aggregates it belongs to.</summary>
    public IReadOnlyList<string> Aggregates { get; init; } = [];

    /// <summary>Its counters. Which host the VIM takes in the end is the VIM's choice; reservations on a host are our best guess.</summary>
    public required ResourceCounters Counters { get; init; }
}
