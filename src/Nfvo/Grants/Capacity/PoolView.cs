using NfvOrchestrator.Placement.Capacity;

namespace NfvOrchestrator.Nfvo.Grants.Capacity;

/// <summary>One pool of a zone, host aggregate or quota. Amounts are in the unit of the pool; null: no limit, or not reported.</summary>
/// <param name="Total">All there is, or the limit.</param>
/// <param name="UsedByOthers">Used by resources that were not granted here.</param>
/// <param name="Reserved">Granted here.</param>
/// <param name="Free">What can still be granted.</param>
public sealed record PoolView(long? Total, long UsedByOthers, long Reserved, long? Free)
{
    /// <summary>The pools by name: <c>vcpus</c>, <c>pinnedCpus</c>, <c>memoryMib</c>, <c>hugepagesMib</c>, <c>storageGib</c> (volumes), <c>sriovVfs</c>, <c>localDiskGib</c> (disk of hosts).</summary>
    public static IReadOnlyDictionary<string, PoolView> Of(ResourceCounters counters)
        => Enum.GetValues<ResourceDimension>().ToDictionary(NameOf, d => new PoolView(
            Limit(counters.Total[d]), counters.External[d], counters.Reserved[d], counters.Total[d] == ResourceAmounts.Unlimited ? null : Math.Max(0, counters.Free[d])), StringComparer.Ordinal);

    private static long? Limit(long amount) => amount == ResourceAmounts.Unlimited ? null : amount;

    private static string NameOf(ResourceDimension dimension) => dimension switch
    {
        ResourceDimension.Vcpus => "vcpus",
        ResourceDimension.PinnedCpus => "pinnedCpus",
        ResourceDimension.MemoryMiB => "memoryMib",
        ResourceDimension.HugepagesMiB => "hugepagesMib",
        ResourceDimension.StorageGiB => "storageGib",
        ResourceDimension.SriovVfs => "sriovVfs",
        _ => "localDiskGib",
    };
}
