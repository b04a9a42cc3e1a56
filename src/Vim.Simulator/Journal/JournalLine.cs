namespace NfvOrchestrator.Vim.Simulator;

/// <summary>One line of the journal: a resource as it is now, or gone, with its counters; or the state of a host.</summary>
internal sealed record JournalLine
{
    /// <summary>The resource as it is now.</summary>
    public StoredResource? Put { get; init; }

    /// <summary>The resource that is gone; also carries the counters of keys that were gone before a compaction.</summary>
    public ResourceId? Gone { get; init; }

    public ResourceCounters? Counters { get; init; }

    public string? Host { get; init; }

    public bool HostUp { get; init; }

    public bool HostDrained { get; init; }

    /// <summary>Next number for identifiers.</summary>
    public long NextId { get; init; }
}
