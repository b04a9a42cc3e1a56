namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What a server needs of a host, worked out of its specification and its ports.</summary>
internal sealed record Demand
{
    /// <summary>Alias under which whole physical functions are counted.</summary>
    public const string PhysicalFunction = "physical-function";

    public int SharedVcpus { get; private init; }

    public long MemoryMib { get; private init; }

    public long DiskGib { get; private init; }

    /// <summary>NUMA nodes needed; 0 when it floats.</summary>
    public int Nodes { get; private init; }

    public int PinnedCoresPerNode { get; private init; }

    public long HugepageSizeKib { get; private init; }

    public long HugepageMibPerNode { get; private init; }

    public long BoundMemoryMibPerNode { get; private init; }

    public int Vfs { get; private init; }

    public IReadOnlyDictionary<string, int> Pci { get; private init; } = Allocation.NoPci;

    public static Demand Of(ComputeSpec spec, IEnumerable<PortSpec> ports)
    {
        var vfs = 0;
        Dictionary<string, int>? pci = null;
        foreach (var port in ports)
        {
            if (port.VnicType is VimVnicType.DIRECT or VimVnicType.MACVTAP or VimVnicType.VIRTIO_FORWARDER) vfs++;
            else if (port.VnicType == VimVnicType.DIRECT_PHYSICAL) Add(ref pci, PhysicalFunction, 1);
        }

        foreach (var request in spec.PciDevices) Add(ref pci, request.Alias, request.Count);
        var pinned = spec.CpuPolicy == VimCpuPolicy.DEDICATED;
        var huge = spec.HugepageSizeKib is not null;
        // As in Nova, pinning or huge pages without a NUMA topology give the guest one NUMA node.
        var nodes = pinned || huge ? Math.Max(1, spec.NumaNodes) : spec.NumaNodes;
        var perNode = nodes == 0 ? 0 : DivideUp(spec.MemoryMib, nodes);
        var page = spec.HugepageSizeKib == 1048576 ? 1024L : 2L;
        return new Demand
        {
            SharedVcpus = pinned ? 0 : spec.Vcpus,
            PinnedCoresPerNode = pinned ? (int)DivideUp(spec.Vcpus, nodes) : 0,
            MemoryMib = huge ? 0 : spec.MemoryMib,
            DiskGib = spec.DiskGib + spec.FurtherDisksGib.Sum(),
            Nodes = nodes,
            HugepageSizeKib = spec.HugepageSizeKib ?? 0,
            HugepageMibPerNode = huge ? DivideUp(perNode, page) * page : 0,
            BoundMemoryMibPerNode = huge ? 0 : perNode,
            Vfs = vfs,
            Pci = pci ?? Allocation.NoPci,
        };
    }

    private static long DivideUp(long value, long by) => (value + by - 1) / by;

    private static void Add(ref Dictionary<string, int>? pci, string alias, int count)
    {
        pci ??= new Dictionary<string, int>(StringComparer.Ordinal);
        pci[alias] = pci.GetValueOrDefault(alias) + count;
    }
}
