using System.Text.Json.Serialization;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>
/// How much of each resource: of a demand, a total, a limit or what is left. The dimensions are counted independently (a server with eight pinned virtual CPUs demands
/// eight <see cref="PinnedCpus"/> and no <see cref="Vcpus"/>, which are those that are shared). As JSON it is an array in the order of <see cref="ResourceDimension"/>, without trailing zeros, null for unlimited.
/// </summary>
[JsonConverter(typeof(ResourceAmountsConverter))]
public readonly record struct ResourceAmounts
{
    /// <summary>A total or limit of which there is no end, or that is not reported.</summary>
    public const long Unlimited = long.MaxValue;

    /// <summary>All dimensions.</summary>
    internal static readonly ResourceDimension[] Dimensions = Enum.GetValues<ResourceDimension>();

    /// <summary>Everything unlimited: the quota of a tenant without one.</summary>
    public static ResourceAmounts NoLimit { get; } = new()
    {
        Vcpus = Unlimited,
        MemoryMiB = Unlimited,
        StorageGiB = Unlimited,
        PinnedCpus = Unlimited,
        HugepagesMiB = Unlimited,
        SriovVfs = Unlimited,
        LocalDiskGiB = Unlimited,
    };

    /// <summary>Virtual CPUs.</summary>
    public long Vcpus { get; init; }

    /// <summary>Memory, MiB.</summary>
    public long MemoryMiB { get; init; }

    /// <summary>Volumes, GiB.</summary>
    public long StorageGiB { get; init; }

    /// <summary>Dedicated physical cores.</summary>
    public long PinnedCpus { get; init; }

    /// <summary>Huge-page memory, MiB.</summary>
    public long HugepagesMiB { get; init; }

    /// <summary>SR-IOV virtual functions.</summary>
    public long SriovVfs { get; init; }

    /// <summary>Disk of hosts, GiB.</summary>
    public long LocalDiskGiB { get; init; }

    /// <summary>The amount in one dimension.</summary>
    public long this[ResourceDimension dimension] => dimension switch
    {
        ResourceDimension.Vcpus => Vcpus,
        ResourceDimension.MemoryMiB => MemoryMiB,
        ResourceDimension.StorageGiB => StorageGiB,
        ResourceDimension.PinnedCpus => PinnedCpus,
        ResourceDimension.HugepagesMiB => HugepagesMiB,
        ResourceDimension.SriovVfs => SriovVfs,
        _ => LocalDiskGiB,
    };

    /// <summary>Sum; unlimited stays unlimited.</summary>
    public static ResourceAmounts operator +(ResourceAmounts a, ResourceAmounts b) => Combine(a, b, static (x, y) => x == Unlimited || y == Unlimited ? Unlimited : checked(x + y));

    /// <summary>Difference, which can be negative; unlimited stays unlimited.</summary>
    public static ResourceAmounts operator -(ResourceAmounts a, ResourceAmounts b) => Combine(a, b, static (x, y) => x == Unlimited ? Unlimited : checked(x - y));

    /// <summary>Sum.</summary>
    public static ResourceAmounts Add(ResourceAmounts left, ResourceAmounts right) => left + right;

    /// <summary>Difference.</summary>
    public static ResourceAmounts Subtract(ResourceAmounts left, ResourceAmounts right) => left - right;

    /// <summary>Negative amounts become zero.</summary>
    public ResourceAmounts AtLeastZero() => Combine(this, default, static (x, _) => Math.Max(0, x));

    /// <summary>Whether no dimension is negative.</summary>
    public bool IsNotNegative => Vcpus >= 0 && MemoryMiB >= 0 && StorageGiB >= 0 && PinnedCpus >= 0 && HugepagesMiB >= 0 && SriovVfs >= 0 && LocalDiskGiB >= 0;

    /// <summary>Whether this demand can be met from what is left; a dimension that is not asked for does not matter.</summary>
    public bool FitsIn(in ResourceAmounts left) =>
        (Vcpus <= left.Vcpus || Vcpus == 0) && (MemoryMiB <= left.MemoryMiB || MemoryMiB == 0) && (StorageGiB <= left.StorageGiB || StorageGiB == 0)
        && (PinnedCpus <= left.PinnedCpus || PinnedCpus == 0) && (HugepagesMiB <= left.HugepagesMiB || HugepagesMiB == 0) && (SriovVfs <= left.SriovVfs || SriovVfs == 0)
        && (LocalDiskGiB <= left.LocalDiskGiB || LocalDiskGiB == 0);

    /// <summary>The dimensions in which this demand exceeds what is left.</summary>
    public IEnumerable<ResourceDimension> ShortIn(ResourceAmounts left)
    {
        foreach (var d in Dimensions)
        {
            if (this[d] > 0 && this[d] > left[d])
            {
                yield return d;
            }
        }
    }

    /// <summary>Builds amounts from a function of the dimension.</summary>
    public static ResourceAmounts From(Func<ResourceDimension, long> amount) => new()
    {
        Vcpus = amount(ResourceDimension.Vcpus),
        MemoryMiB = amount(ResourceDimension.MemoryMiB),
        StorageGiB = amount(ResourceDimension.StorageGiB),
        PinnedCpus = amount(ResourceDimension.PinnedCpus),
        HugepagesMiB = amount(ResourceDimension.HugepagesMiB),
        SriovVfs = amount(ResourceDimension.SriovVfs),
        LocalDiskGiB = amount(ResourceDimension.LocalDiskGiB),
    };

    private static ResourceAmounts Combine(in ResourceAmounts a, in ResourceAmounts b, Func<long, long, long> f) => new()
    {
        Vcpus = f(a.Vcpus, b.Vcpus),
        MemoryMiB = f(a.MemoryMiB, b.MemoryMiB),
        StorageGiB = f(a.StorageGiB, b.StorageGiB),
        PinnedCpus = f(a.PinnedCpus, b.PinnedCpus),
        HugepagesMiB = f(a.HugepagesMiB, b.HugepagesMiB),
        SriovVfs = f(a.SriovVfs, b.SriovVfs),
        LocalDiskGiB = f(a.LocalDiskGiB, b.LocalDiskGiB),
    };
}
