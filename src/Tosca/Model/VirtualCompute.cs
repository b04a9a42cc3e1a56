namespace NfvOrchestrator.Tosca.Model;

/// <summary>What one VNFC instance asks of its host (SOL001 §6.3.1 VirtualCompute). Sizes are binary: 1 MiB = 1,048,576 bytes.</summary>
public sealed record VirtualCompute
{
    /// <summary>Number of virtual CPUs, at least 1.</summary>
    public required int NumVirtualCpu { get; init; }

    /// <summary>CPU architecture, e.g. <c>x86_64</c>.</summary>
    public string? CpuArchitecture { get; init; }

    /// <summary>Clock asked for, in Hz.</summary>
    public long? CpuClockHz { get; init; }

    /// <summary>True when virtual CPUs must each have a physical core of their own (pinning policy <c>static</c>).</summary>
    public bool DedicatedCpus { get; init; }

    /// <summary>virtual_cpu_pinning_policy as written: <c>static</c> or <c>dynamic</c>.</summary>
    public string? CpuPinningPolicy { get; init; }

    /// <summary>virtual_cpu_pinning_rule as written.</summary>
    public IReadOnlyList<string> CpuPinningRules { get; init; } = [];

    /// <summary>
    /// How hardware threads are shared: <c>prefer</c>, <c>isolate</c>, <c>require</c> or what is written; null = not said. SOL001 has no property for it: read
    /// from a CPU or logical-node requirement whose key ends in <c>thread(s)_policy</c> in any spelling.
    /// </summary>
    public string? CpuThreadPolicy { get; init; }

    /// <summary>Oversubscription policy as written.</summary>
    public string? CpuOversubscriptionPolicy { get; init; }

    /// <summary>Memory, in MiB, rounded up.</summary>
    public required long VirtualMemSizeMiB { get; init; }

    /// <summary>Whether the memory must be NUMA-aligned.</summary>
    public bool NumaEnabled { get; init; }

    /// <summary>Number of NUMA nodes asked for; null = not said. Read from a requirement whose key ends in <c>numa_nodes</c> in any spelling.</summary>
    public int? NumaNodes { get; init; }

    /// <summary>virtual_mem_oversubscription_policy as written.</summary>
    public string? MemoryOversubscriptionPolicy { get; init; }

    /// <summary>Huge pages asked for, by page size.</summary>
    public IReadOnlyList<HugepagesRequirement> Hugepages { get; init; } = [];

    /// <summary>Local (ephemeral) disks in order, in bytes.</summary>
    public IReadOnlyList<long> LocalStorageBytes { get; init; } = [];

    /// <summary>Every other requirement by key: compute, CPU, memory and logical node requirements merged.</summary>
    public IReadOnlyDictionary<string, string> ExtraRequirements { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Logical node requirements by logical node (also merged into <see cref="ExtraRequirements"/> as <c>node.key</c>).</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> LogicalNodes { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);

    /// <summary>requested_additional_capabilities: accelerators, flavours by name and the like.</summary>
    public IReadOnlyList<RequestedAdditionalCapability> RequestedAdditionalCapabilities { get; init; } = [];
}
