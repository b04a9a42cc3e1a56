namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What a server holds of a host; everything needed to give it back, and to book it again after a restart.</summary>
internal sealed record Allocation
{
    public required string Host { get; init; }

    public int SharedVcpus { get; init; }

    /// <summary>Ordinary memory.</summary>
    public long MemoryMib { get; init; }

    public long DiskGib { get; init; }

    /// <summary>NUMA nodes of the host the guest is bound to; empty when it floats.</summary>
    public IReadOnlyList<int> Nodes { get; set; } = [];

    public int PinnedCoresPerNode { get; init; }

    public long HugepageSizeKib { get; init; }

    public long HugepageMibPerNode { get; init; }

    /// <summary>Ordinary memory that must come from the bound nodes; also counted in <see cref="MemoryMib"/>.</summary>
    public long BoundMemoryMibPerNode { get; init; }

    /// <summary>SR-IOV virtual functions by NUMA node of the host.</summary>
    public IReadOnlyList<int> Vfs { get; set; } = [];

    public IReadOnlyDictionary<string, int> Pci { get; set; } = NoPci;

    public static IReadOnlyDictionary<string, int> NoPci { get; } = new Dictionary<string, int>(StringComparer.Ordinal);
}
