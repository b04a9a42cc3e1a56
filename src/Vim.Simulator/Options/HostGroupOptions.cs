namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Equal hosts of a zone.</summary>
public sealed class HostGroupOptions
{
    /// <summary>Names are this and a number from 1.</summary>
    public string NamePrefix { get; set; } = "host-";

    /// <summary>How many.</summary>
    public int Count { get; set; } = 4;

    /// <summary>Zone.</summary>
    public string Zone { get; set; } = "zone-1";

    /// <summary>Host aggregates.</summary>
    public IList<string> Aggregates { get; } = [];

    /// <summary>Traits.</summary>
    public IList<string> Traits { get; } = [];

    /// <summary>NUMA nodes of each host.</summary>
    public int NumaNodes { get; set; } = 2;

    /// <summary>Cores of each NUMA node that servers share.</summary>
    public int SharedCoresPerNuma { get; set; } = 24;

    /// <summary>Cores of each NUMA node for dedicated vCPUs.</summary>
    public int PinnedCoresPerNuma { get; set; } = 24;

    /// <summary>Ordinary memory of each NUMA node in MiB.</summary>
    public long MemoryMibPerNuma { get; set; } = 131_072;

    /// <summary>Memory of each NUMA node in huge pages of 2 MiB, in MiB.</summary>
    public long Hugepages2MibPerNuma { get; set; } = 65_536;

    /// <summary>Memory of each NUMA node in huge pages of 1 GiB, in MiB.</summary>
    public long Hugepages1GibPerNuma { get; set; } = 65_536;

    /// <summary>SR-IOV virtual functions of each NUMA node.</summary>
    public int SriovVfsPerNuma { get; set; } = 32;

    /// <summary>Pass-through devices of each host by alias; whole physical functions are <c>physical-function</c>.</summary>
    public IDictionary<string, int> PciDevices { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Disk in GiB.</summary>
    public long DiskGib { get; set; } = 10_000;

    /// <summary>vCPUs per shared core.</summary>
    public double CpuOvercommit { get; set; } = 4;

    /// <summary>Ordinary memory sold per memory there is.</summary>
    public double MemoryOvercommit { get; set; } = 1;

    /// <summary>Power when idle, in watts.</summary>
    public double IdleWatts { get; set; } = 180;

    /// <summary>Power when every core works, in watts.</summary>
    public double PeakWatts { get; set; } = 620;
}
