namespace NfvOrchestrator.Vim;

/// <summary>Capacity of an availability zone.</summary>
public sealed record VimZoneCapacity
{
    /// <summary>Name of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Sum over the hosts that are up.</summary>
    public required VimPools Pools { get; init; }

    /// <summary>Hosts; empty when the VIM does not show them.</summary>
    public IReadOnlyList<VimHostCapacity> Hosts { get; set; } = [];
}
