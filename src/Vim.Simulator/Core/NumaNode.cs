namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Counters of a NUMA node.</summary>
internal sealed class NumaNode(HostGroupOptions options)
{
    public int Cores => options.PinnedCoresPerNuma;

    public int CoresUsed { get; set; }

    public long MemoryMib => options.MemoryMibPerNuma;

    public long MemoryUsed { get; set; }

    public long Huge2 => options.Hugepages2MibPerNuma;

    public long Huge2Used { get; set; }

    public long Huge1G => options.Hugepages1GibPerNuma;

    public long Huge1GUsed { get; set; }

    public int Vfs => options.SriovVfsPerNuma;

    public int VfsUsed { get; set; }

    public bool Fits(Demand demand) =>
        CoresUsed + demand.PinnedCoresPerNode <= Cores
        && MemoryUsed + demand.BoundMemoryMibPerNode <= MemoryMib
        && (demand.HugepageMibPerNode == 0
            || (demand.HugepageSizeKib == 1048576 ? Huge1GUsed + demand.HugepageMibPerNode <= Huge1G : Huge2Used + demand.HugepageMibPerNode <= Huge2));

    public void Book(Allocation allocation, int sign)
    {
        CoresUsed += sign * allocation.PinnedCoresPerNode;
        MemoryUsed += sign * allocation.BoundMemoryMibPerNode;
        if (allocation.HugepageSizeKib == 1048576) Huge1GUsed += sign * allocation.HugepageMibPerNode;
        else Huge2Used += sign * allocation.HugepageMibPerNode;
    }
}
