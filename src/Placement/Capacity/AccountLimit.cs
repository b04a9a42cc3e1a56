using System.Text.Json.Serialization;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>
/// What a VIM account may hold in all its zones together, whoever uses it (the quota of an OpenStack project). It knows two pools of computing only: virtual CPUs, dedicated or not, and memory, in whatever pages;
/// <see cref="Counted"/> says what a demand takes of it. What is promised of it is the sum of the zones, kept here so that whoever promises something in another zone of the account meets this page.
/// </summary>
public sealed record AccountLimit
{
    /// <summary>The VIM account.</summary>
    public required string VimId { get; init; }

    /// <summary>Most there may be; <see cref="ResourceAmounts.Unlimited"/> in dimensions without a limit.</summary>
    [JsonConverter(typeof(TotalAmountsConverter))]
    public required ResourceAmounts Total { get; init; }

    /// <summary>Used by others: reported use less what exists of ours.</summary>
    public ResourceAmounts External { get; init; }

    /// <summary>Promised by us in all zones.</summary>
    public ResourceAmounts Promised { get; init; }

    /// <summary>What can still be promised.</summary>
    internal ResourceAmounts Free => Total - External - Promised;

    /// <summary>What amounts take of a limit: disks of hosts are in no quota.</summary>
    internal static ResourceAmounts Counted(in ResourceAmounts amounts) => new()
    {
        Vcpus = amounts.Vcpus + amounts.PinnedCpus,
        MemoryMiB = amounts.MemoryMiB + amounts.HugepagesMiB,
        StorageGiB = amounts.StorageGiB,
    };

    internal static AccountLimit Of(VimCapacity vim, AccountUse limit, IReadOnlyList<ZoneCounters> zones) => new()
    {
        VimId = vim.VimId,
        Total = limit.Limit,
        External = (limit.Used - Sum(vim.VimId, zones, static c => c.Consumed)).AtLeastZero(),
        Promised = Sum(vim.VimId, zones, static c => c.Reserved),
    };

    /// <summary>The same while the same is promised.</summary>
    internal AccountLimit With(IReadOnlyList<ZoneCounters> zones)
        => Sum(VimId, zones, static c => c.Reserved) is var promised && promised == Promised ? this : this with { Promised = promised };

    private static ResourceAmounts Sum(string vimId, IReadOnlyList<ZoneCounters> zones, Func<ResourceCounters, ResourceAmounts> of)
    {
        var sum = default(ResourceAmounts);
        foreach (var zone in zones)
        {
            if (zone.VimId == vimId)
            {
                sum += Counted(of(zone.Counters));
            }
        }
        return sum;
    }
}
