namespace NfvOrchestrator.Placement.Capacity;

/// <summary>One resource zone.</summary>
public sealed record ZoneCapacity
{
    /// <summary>The zone, unique within its VIM.</summary>
    public required string ZoneId { get; init; }

    /// <summary>Zone groups it belongs to (scope ZONE_GROUP).</summary>
    public IReadOnlyList<string> ZoneGroups { get; init; } = [];

    /// <summary>Whether new resources may go there.</summary>
    public bool Accepting { get; init; } = true;

    /// <summary>All there is (overcommit ratios applied by the VIM); <see cref="ResourceAmounts.Unlimited"/> where the VIM reports nothing and shall decide itself, zero where there is none.</summary>
    public required ResourceAmounts Total { get; init; }

    /// <summary>What is used, by whomever.</summary>
    public required ResourceAmounts Used { get; init; }

    /// <summary>The hosts, when the VIM shows them; empty otherwise.</summary>
    public IReadOnlyList<HostCapacity> Hosts { get; init; } = [];
}
