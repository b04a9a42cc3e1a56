using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>NFVI capacity as the VIM reports it, in the terms of the ledger. Pure but for the call.</summary>
internal static class CapacityReader
{
    /// <summary>Asks a VIM account for its capacity.</summary>
    public static async Task<Placement.Capacity.VimCapacity> ReadAsync(VimClient vim, string accountId, CancellationToken cancellationToken)
        => Model(accountId, await vim.GetCapacityAsync(accountId, cancellationToken));

    private static Placement.Capacity.VimCapacity Model(string accountId, Vim.VimCapacity capacity) => new()
    {
        VimId = accountId,
        Zones =
        [
            .. capacity.Zones.Select(zone => new ZoneCapacity
            {
                ZoneId = zone.Zone,
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
