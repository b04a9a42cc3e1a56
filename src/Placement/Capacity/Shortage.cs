namespace NfvOrchestrator.Placement.Capacity;

/// <summary>What is missing, where.</summary>
public sealed record Shortage
{
    /// <summary>The VIM.</summary>
    public required string VimId { get; init; }

    /// <summary>The zone; null when the tenant's quota in the VIM is short, or the account's.</summary>
    public string? ZoneId { get; init; }

    /// <summary>The host that is short: the one promised, or the nearest miss of the zone.</summary>
    public string? HostId { get; init; }

    /// <summary>Whether what the VIM lets the account as a whole have is short (the quota of an OpenStack project), not what the tenant may have of it.</summary>
    public bool IsOfAccount { get; init; }

    /// <summary>What is short.</summary>
    public required ResourceDimension Dimension { get; init; }

    /// <summary>How much is needed.</summary>
    public required long Needed { get; init; }

    /// <summary>How much is left.</summary>
    public required long Available { get; init; }

    /// <summary>How much is missing.</summary>
    public long Missing => Needed - Math.Max(0, Available);

    /// <summary>For a person.</summary>
    public override string ToString()
    {
        var where = IsOfAccount ? $"the quota that VIM account {VimId} has at its cloud" : ZoneId is null ? $"quota in {VimId}" : HostId is null ? $"zone {VimId}/{ZoneId}" : $"host {VimId}/{ZoneId}/{HostId}";
        return $"{where}: {Name(Dimension)} {Needed} needed, {Math.Max(0, Available)} left, {Missing} missing";
    }

    private static string Name(ResourceDimension dimension) => dimension switch
    {
        ResourceDimension.Vcpus => "vCPU",
        ResourceDimension.MemoryMiB => "memory MiB",
        ResourceDimension.StorageGiB => "storage GiB",
        ResourceDimension.PinnedCpus => "dedicated cores",
        ResourceDimension.HugepagesMiB => "huge pages MiB",
        ResourceDimension.SriovVfs => "SR-IOV VFs",
        _ => "local disk GiB",
    };
}
