namespace NfvOrchestrator.Placement.Capacity;

/// <summary>One resource that needs a place.</summary>
public sealed record ResourceDemand
{
    /// <summary>The resource definition id, unique within the request.</summary>
    public required string Key { get; init; }

    /// <summary>How much it needs.</summary>
    public required ResourceAmounts Amounts { get; init; }

    /// <summary>Whether one host has to hold all of it: true for servers, false for volumes; decided by the vCPUs and cores when null.</summary>
    public bool? HostBound { get; init; }

    /// <summary>Traits the host must have; a zone that shows no hosts is left to the VIM to judge.</summary>
    public IReadOnlyList<string> RequiredTraits { get; init; } = [];

    /// <summary>Zones it may go to; empty: those of the request.</summary>
    public IReadOnlyList<ZoneRef> AllowedZones { get; init; } = [];

    internal bool NeedsHost => HostBound ?? (Amounts.Vcpus > 0 || Amounts.PinnedCpus > 0);
}
