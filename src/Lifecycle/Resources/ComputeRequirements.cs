namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>
/// What a VDU asks of its host besides numbers of CPUs and memory (SOL001 §6.2.3 VirtualMemory, §6.2.5 VirtualCpu, §6.2.42 virtual_local_storage, LogicalNodeData and
/// RequestedAdditionalCapability). Members that are null ask for nothing.
/// </summary>
public sealed record ComputeRequirements
{
    /// <summary>How dedicated CPUs share hardware threads: <c>PREFER</c>, <c>ISOLATE</c> or <c>REQUIRE</c>.</summary>
    public string? CpuThreadPolicy { get; init; }

    /// <summary>NUMA nodes of the guest.</summary>
    public int? NumaNodes { get; init; }

    /// <summary>Disk on the host that holds the software image, in GiB.</summary>
    public long? LocalDiskGib { get; init; }

    /// <summary>Disks on the host besides that, empty, in GiB each, in their order. An empty list: the descriptor has some, and the server was made without them by an earlier version.</summary>
    public IReadOnlyList<long>? FurtherDisksGib { get; init; }

    /// <summary>Devices of the host that are passed through, besides those of ports.</summary>
    public IReadOnlyList<PciDeviceSpec>? PciDevices { get; init; }

    /// <summary>Requirements in the VIM's own words (extra specifications of its flavours), for example <c>hw:watchdog_action</c>.</summary>
    public IReadOnlyDictionary<string, string>? FlavourProperties { get; init; }

    /// <summary>By content.</summary>
    public bool Equals(ComputeRequirements? other)
        => other is not null
            && CpuThreadPolicy == other.CpuThreadPolicy
            && NumaNodes == other.NumaNodes
            && LocalDiskGib == other.LocalDiskGib
            && HasDisksOf(other)
            && (PciDevices ?? []).SequenceEqual(other.PciDevices ?? [])
            && Sorted(FlavourProperties).SequenceEqual(Sorted(other.FlavourProperties));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(CpuThreadPolicy, NumaNodes, LocalDiskGib, FurtherDisksGib?.Count ?? 0, PciDevices?.Count ?? 0, FlavourProperties?.Count ?? 0);

    /// <summary>Whether both have the same further disks.</summary>
    internal bool HasDisksOf(ComputeRequirements other) => (FurtherDisksGib ?? []).SequenceEqual(other.FurtherDisksGib ?? []);

    private static IEnumerable<KeyValuePair<string, string>> Sorted(IReadOnlyDictionary<string, string>? properties) => (properties ?? new Dictionary<string, string>(StringComparer.Ordinal)).OrderBy(p => p.Key, StringComparer.Ordinal);
}
