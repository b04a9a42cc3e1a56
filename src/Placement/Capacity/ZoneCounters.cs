namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The bookkeeping of a zone.</summary>
public sealed record ZoneCounters
{
    /// <summary>The VIM.</summary>
    public required string VimId { get; init; }

    /// <summary>The point of presence (the VIM when it has none).</summary>
    public required string NfviPopId { get; init; }

    /// <summary>The zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>Its zone groups.</summary>
    public IReadOnlyList<string> ZoneGroups { get; init; } = [];

    /// <summary>Whether new resources may go there.</summary>
    public bool Accepting { get; init; } = true;

    /// <summary>The counters of the zone as a whole.</summary>
    public required ResourceCounters Counters { get; init; }

    /// <summary>Its hosts; empty when the VIM does not show them.</summary>
    public IReadOnlyList<HostCounters> Hosts { get; init; } = [];
}
