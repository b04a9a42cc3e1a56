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
        Limit = capacity.QuotasOfAccount ? Limit(capacity.Quotas) : null,
        Zones =
        [
            .. capacity.Zones.Select(zone => new ZoneCapacity
            {
                ZoneId = zone.Zone,
                ZoneGroups = [.. (site?.ZoneGroups ?? NoGroups).Where(g => g.Value.Contains(zone.Zone, StringComparer.Ordinal)).Select(g => g.Key).Order(StringComparer.Ordinal)],
                Total = Amounts(zone.Pools, TellsDisk(zone), static p => p.Total, ResourceAmounts.Unlimited),
                Used = Amounts(zone.Pools, TellsDisk(zone), static p => p.Used, 0),
                Hosts =
                [
                    .. zone.Hosts.Select(host => new HostCapacity
                    {
                        HostId = host.Host,
                        Up = host.Up && host.Schedulable, // a host that is drained takes nothing new
                        Traits = host.Traits,
                        Aggregates = host.Aggregates,
                        Total = Amounts(host.Pools, TellsDisk(host.Pools), static p => p.Total, ResourceAmounts.Unlimited),
                        Used = Amounts(host.Pools, TellsDisk(host.Pools), static p => p.Used, 0),
                    }),
                ],
            }),
        ],
    };

    /// <summary>What of the quotas of an account limits what the ledger counts; null: nothing does.</summary>
    private static AccountUse? Limit(IReadOnlyList<VimQuota> quotas)
    {
        if (!quotas.Any(static q => q is { Name: "vcpus" or "memoryMib" or "volumeGib", Limit: >= 0 }))
        {
            return null;
        }
        long Of(string name, Func<VimQuota, long> of, long unknown) => quotas.FirstOrDefault(q => q.Name == name) is { Limit: >= 0 } quota ? of(quota) : unknown;
        ResourceAmounts Amounts(Func<VimQuota, long> of, long unknown) => new()
        {
            Vcpus = Of("vcpus", of, unknown),
            MemoryMiB = Of("memoryMib", of, unknown),
            StorageGiB = Of("volumeGib", of, unknown),
            PinnedCpus = unknown,
            HugepagesMiB = unknown,
            SriovVfs = unknown,
            LocalDiskGiB = unknown,
        };
        return new AccountUse(Amounts(static q => q.Limit, ResourceAmounts.Unlimited), Amounts(static q => q.Used, 0));
    }

    private static readonly Dictionary<string, string[]> NoGroups = new(StringComparer.Ordinal);

    /// <summary>Whether a VIM tells how much disk there is: it tells nothing where hosts have theirs on shared storage, and where the account sees quotas only.</summary>
    private static bool TellsDisk(VimPools pools) => pools.DiskGib.Total != 0;

    /// <summary>The sum of a zone is that of the hosts which tell: it does not limit those that do not.</summary>
    private static bool TellsDisk(VimZoneCapacity zone) => TellsDisk(zone.Pools) && zone.Hosts.All(static h => TellsDisk(h.Pools));

    /// <param name="pools">As the VIM tells them, in MiB and GiB.</param>
    /// <param name="tellsDisk">Whether the VIM tells the disk of hosts.</param>
    /// <param name="of">Which of the two numbers of a pool.</param>
    /// <param name="unknown">What stands for a pool that the VIM does not tell: it does not limit, the VIM refuses what it does not have.</param>
    private static ResourceAmounts Amounts(VimPools pools, bool tellsDisk, Func<VimPool, long> of, long unknown) => new()
    {
        Vcpus = of(pools.SharedVcpus),
        PinnedCpus = of(pools.PinnedCores),
        MemoryMiB = of(pools.MemoryMib),
        HugepagesMiB = of(pools.Hugepages2Mib) + of(pools.Hugepages1Gib),
        SriovVfs = pools.SriovVfs is { } functions ? of(functions) : unknown,
        // Local disks of hosts are not what volumes are made of.
        StorageGiB = pools.VolumeGib is { } volumes ? of(volumes) : unknown,
        LocalDiskGiB = tellsDisk ? of(pools.DiskGib) : unknown,
    };
}
