namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A host with counters of what is in use; the scheduler looks at these only, never at the servers.</summary>
internal sealed class Host
{
    private readonly HostGroupOptions options;
    private readonly Dictionary<string, int> pciUsed = new(StringComparer.Ordinal);

    public Host(string name, int index, HostGroupOptions options)
    {
        this.options = options;
        Name = name;
        Index = index;
        Nodes = [.. Enumerable.Range(0, options.NumaNodes).Select(_ => new NumaNode(options))];
        SharedVcpus = (long)(options.SharedCoresPerNuma * options.NumaNodes * options.CpuOvercommit);
        MemoryMib = (long)(options.MemoryMibPerNuma * options.NumaNodes * options.MemoryOvercommit);
    }

    public string Name { get; }

    public int Index { get; }

    public string Zone => options.Zone;

    public HostGroupOptions Options => options;

    public bool Up { get; set; } = true;

    /// <summary>False: an administrator drains it.</summary>
    public bool Schedulable { get; set; } = true;

    public IReadOnlyList<NumaNode> Nodes { get; }

    public long SharedVcpus { get; }

    public long SharedVcpusUsed { get; private set; }

    public long MemoryMib { get; }

    public long MemoryUsed { get; private set; }

    public long DiskUsed { get; private set; }

    /// <summary>Servers on the host.</summary>
    public HashSet<SimResource> Servers { get; } = [];

    /// <summary>Images copied to the host.</summary>
    public HashSet<string> Images { get; } = new(StringComparer.Ordinal);

    public int Cores => options.NumaNodes * (options.SharedCoresPerNuma + options.PinnedCoresPerNuma);

    /// <summary>How empty the host is, 0 to 2: free shares of vCPUs and of memory.</summary>
    public double Emptiness
    {
        get
        {
            long pinned = 0, pinnedUsed = 0, huge = 0, hugeUsed = 0;
            foreach (var node in Nodes)
            {
                pinned += node.Cores;
                pinnedUsed += node.CoresUsed;
                huge += node.Huge2 + node.Huge1G;
                hugeUsed += node.Huge2Used + node.Huge1GUsed;
            }

            return Share(SharedVcpus + pinned, SharedVcpusUsed + pinnedUsed) + Share(MemoryMib + huge, MemoryUsed + hugeUsed);
        }
    }

    /// <summary>Where on this host the demand fits, or null; <paramref name="reason"/> names the pool that is short.</summary>
    public Allocation? TryFit(Demand demand, out string reason)
    {
        reason = "";
        if (SharedVcpusUsed + demand.SharedVcpus > SharedVcpus) return Short("shared vCPUs", out reason);
        if (MemoryUsed + demand.MemoryMib > MemoryMib) return Short("memory", out reason);
        if (DiskUsed + demand.DiskGib > options.DiskGib) return Short("disk", out reason);
        foreach (var (alias, count) in demand.Pci)
        {
            if ((options.PciDevices.TryGetValue(alias, out var there) ? there : 0) - pciUsed.GetValueOrDefault(alias) < count) return Short($"PCI devices '{alias}'", out reason);
        }

        int[] nodes = [];
        if (demand.Nodes > 0)
        {
            nodes = new int[demand.Nodes];
            var found = 0;
            for (var i = 0; i < Nodes.Count && found < nodes.Length; i++)
            {
                if (Nodes[i].Fits(demand)) nodes[found++] = i;
            }

            if (found < nodes.Length)
            {
                return Short(demand.PinnedCoresPerNode > 0 && demand.HugepageMibPerNode > 0 ? "pinned cores or huge pages in a NUMA node"
                    : demand.PinnedCoresPerNode > 0 ? "pinned cores in a NUMA node"
                    : demand.HugepageMibPerNode > 0 ? "huge pages in a NUMA node" : "memory in a NUMA node", out reason);
            }
        }

        int[] vfs = [];
        if (demand.Vfs > 0)
        {
            vfs = new int[Nodes.Count];
            var left = demand.Vfs;
            // Functions beside the guest's cores first.
            foreach (var node in nodes) left = Take(node, left, vfs);
            for (var i = 0; i < Nodes.Count && left > 0; i++) left = Take(i, left, vfs);
            if (left > 0) return Short("SR-IOV virtual functions", out reason);
        }

        return new Allocation
        {
            Host = Name,
            SharedVcpus = demand.SharedVcpus,
            MemoryMib = demand.MemoryMib,
            DiskGib = demand.DiskGib,
            Nodes = nodes,
            PinnedCoresPerNode = demand.PinnedCoresPerNode,
            HugepageSizeKib = demand.HugepageSizeKib,
            HugepageMibPerNode = demand.HugepageMibPerNode,
            BoundMemoryMibPerNode = demand.BoundMemoryMibPerNode,
            Vfs = vfs,
            Pci = demand.Pci,
        };
    }

    public void Book(Allocation allocation, int sign)
    {
        SharedVcpusUsed += sign * allocation.SharedVcpus;
        MemoryUsed += sign * allocation.MemoryMib;
        DiskUsed += sign * allocation.DiskGib;
        foreach (var node in allocation.Nodes)
        {
            if (node < Nodes.Count) Nodes[node].Book(allocation, sign);
        }

        for (var i = 0; i < Math.Min(allocation.Vfs.Count, Nodes.Count); i++) Nodes[i].VfsUsed += sign * allocation.Vfs[i];
        foreach (var (alias, count) in allocation.Pci) pciUsed[alias] = pciUsed.GetValueOrDefault(alias) + (sign * count);
    }

    public VimPools Pools()
    {
        VimPool cores = default, huge2 = default, huge1 = default, vfs = default;
        foreach (var node in Nodes)
        {
            cores = new VimPool(cores.Total + node.Cores, cores.Used + node.CoresUsed);
            huge2 = new VimPool(huge2.Total + node.Huge2, huge2.Used + node.Huge2Used);
            huge1 = new VimPool(huge1.Total + node.Huge1G, huge1.Used + node.Huge1GUsed);
            vfs = new VimPool(vfs.Total + node.Vfs, vfs.Used + node.VfsUsed);
        }

        return new VimPools
        {
            SharedVcpus = new VimPool(SharedVcpus, SharedVcpusUsed),
            PinnedCores = cores,
            MemoryMib = new VimPool(MemoryMib, MemoryUsed),
            Hugepages2Mib = huge2,
            Hugepages1Gib = huge1,
            DiskGib = new VimPool(options.DiskGib, DiskUsed),
            SriovVfs = vfs,
        };
    }

    private int Take(int node, int left, int[] vfs)
    {
        var take = Math.Min(left, Nodes[node].Vfs - Nodes[node].VfsUsed - vfs[node]);
        if (take <= 0) return left;
        vfs[node] += take;
        return left - take;
    }

    private static double Share(long total, long used) => total <= 0 ? 0 : (double)(total - used) / total;

    private static Allocation? Short(string what, out string reason)
    {
        reason = what;
        return null;
    }
}
