namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The kinds of resources that are counted.</summary>
public enum ResourceDimension
{
    /// <summary>Virtual CPUs, shared or pinned.</summary>
    Vcpus,

    /// <summary>Memory in MiB, huge pages included.</summary>
    MemoryMiB,

    /// <summary>Volumes, in GiB.</summary>
    StorageGiB,

    /// <summary>Physical cores given to one virtual CPU alone.</summary>
    PinnedCpus,

    /// <summary>Memory backed by huge pages, in MiB.</summary>
    HugepagesMiB,

    /// <summary>SR-IOV virtual functions.</summary>
    SriovVfs,

    /// <summary>Disk of hosts, GiB: what servers without a volume as root, and their further local disks, take.</summary>
    LocalDiskGiB,
}
