using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>NFVI capacity as the VIM reports it, in the terms of the ledger. Pure but for the call.</summary>
internal static class CapacityReader
{
    /// <summary>Asks a VIM account for its capacity.</summary>
    public static async Task<Placement.Capacity.VimCapacity> ReadAsync(VimClient vim, string accountId, VimSiteOptions? site, CancellationToken cancellationToken)
        => Model(accountId, await vim.GetCapacityAsync(accountId, cancellationToken), site);

    private static Placement.Capacity.VimCapacity Model(string accountId, Vim.VimCapacity capacity, VimSiteOptions? site) => new()
    {
        VimId = accountId,
        NfviPopId = site?.NfviPopId,
        Zones =
        [
            .. capacity.Zones.Select(zone => new ZoneCapacity
            {
                ZoneId = zone.Zone,
                ZoneGroups = [.. (site?.ZoneGroups ?? NoGroups).Where(g => g.Value.Contains(zone.Zone, StringComparer.Ordinal)).Select(g => g.Key).Order(StringComparer.Ordinal)],
                Total = Amounts(zone.Pools, static p => p.Total, ResourceAmounts.Unlimited),
                Used = Amounts(zone.Pools, static p => p.Used, 0),
                Hosts =
                [
                    .. zone.Hosts.Select(host => new HostCapacity
                    {
                        HostId = host.Host,
                        Up = host.Up,
                        Traits = host.Traits,
                        Aggregates = host.Aggregates,
                        Total = Amounts(host.Pools, static p => p.Total, ResourceAmounts.Unlimited),
                        Used = Amounts(host.Pools, static p => p.Used, 0),
                    }),
                ],
            }),
        ],
    };

    private static readonly Dictionary<string, string[]> NoGroups = new(StringComparer.Ordinal);

    /// <param name="pools">As the VIM tells them, in MiB and GiB.</param>
    /// <param name="of">Which of the two numbers of a pool.</param>
    /// <param name="unknown">What stands for a pool that the VIM does not tell: it does not limit, the VIM refuses what it does not have.</param>
    private static ResourceAmounts Amounts(VimPools pools, Func<VimPool, long> of, long unknown) => new()
    {
        Vcpus = of(pools.SharedVcpus),
        PinnedCpus = of(pools.PinnedCores),
        MemoryMiB = of(pools.MemoryMib),
        HugepagesMiB = of(pools.Hugepages2Mib) + of(pools.Hugepages1Gib),
        SriovVfs = pools.SriovVfs is { } functions ? of(functions) : unknown,
        // Volumes come from a pool of their own where the VIM tells one; local disks count otherwise.
        StorageGiB = of(pools.VolumeGib) > 0 ? of(pools.VolumeGib) : of(pools.DiskGib),
    };
}
