namespace NfvOrchestrator.Vim;

/// <summary>What an account has and what is left of it.</summary>
public sealed record VimCapacity
{
    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>By zone.</summary>
    public required IReadOnlyList<VimZoneCapacity> Zones { get; init; }

    /// <summary>Quotas of the caller's tenant.</summary>
    public required IReadOnlyList<VimQuota> Quotas { get; init; }
}

/// <summary>Capacity of an availability zone.</summary>
public sealed record VimZoneCapacity
{
    /// <summary>Name of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Sum over the hosts that are up.</summary>
    public required VimPools Pools { get; init; }

    /// <summary>Hosts; empty when the VIM does not show them.</summary>
    public IReadOnlyList<VimHostCapacity> Hosts { get; init; } = [];
}

/// <summary>Capacity of a host.</summary>
public sealed record VimHostCapacity
{
    /// <summary>Name of the host.</summary>
    public required string Host { get; init; }

    /// <summary>Whether it runs and accepts servers.</summary>
    public required bool Up { get; init; }

    /// <summary>Host aggregates it belongs to.</summary>
    public IReadOnlyList<string> Aggregates { get; init; } = [];

    /// <summary>Traits, e.g. <c>HW_CPU_X86_AVX512F</c>.</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>What it has.</summary>
    public required VimPools Pools { get; init; }

    /// <summary>NUMA nodes; empty when the VIM does not show them.</summary>
    public IReadOnlyList<VimNumaCapacity> NumaNodes { get; init; } = [];

    /// <summary>Servers on it, of any tenant.</summary>
    public int Servers { get; init; }

    /// <summary>Power drawn now, in watts; absent when not known.</summary>
    public double? PowerWatts { get; init; }

    /// <summary>Power when idle, in watts; absent when not known.</summary>
    public double? IdleWatts { get; init; }

    /// <summary>Power at full load, in watts; absent when not known.</summary>
    public double? PeakWatts { get; init; }
}

/// <summary>Capacity of a NUMA node.</summary>
/// <param name="Node">Number of the node, from 0.</param>
/// <param name="PinnedCores">Cores for dedicated vCPUs.</param>
/// <param name="MemoryMib">Memory in MiB that is not huge pages.</param>
/// <param name="Hugepages2Mib">Memory in huge pages of 2 MiB, in MiB.</param>
/// <param name="Hugepages1Gib">Memory in huge pages of 1 GiB, in MiB.</param>
/// <param name="SriovVfs">SR-IOV virtual functions.</param>
public sealed record VimNumaCapacity(int Node, VimPool PinnedCores, VimPool MemoryMib, VimPool Hugepages2Mib, VimPool Hugepages1Gib, VimPool SriovVfs);

/// <summary>The pools from which servers draw.</summary>
public sealed record VimPools
{
    /// <summary>vCPUs with shared cores, over-commitment included.</summary>
    public required VimPool SharedVcpus { get; init; }

    /// <summary>Cores for dedicated vCPUs.</summary>
    public required VimPool PinnedCores { get; init; }

    /// <summary>Memory in MiB with ordinary pages, over-commitment included.</summary>
    public required VimPool MemoryMib { get; init; }

    /// <summary>Memory in huge pages of 2 MiB, in MiB.</summary>
    public VimPool Hugepages2Mib { get; init; }

    /// <summary>Memory in huge pages of 1 GiB, in MiB.</summary>
    public VimPool Hugepages1Gib { get; init; }

    /// <summary>Disk of hosts in GiB.</summary>
    public required VimPool DiskGib { get; init; }

    /// <summary>SR-IOV virtual functions.</summary>
    public VimPool SriovVfs { get; init; }

    /// <summary>Volume storage in GiB; at zones only.</summary>
    public VimPool VolumeGib { get; init; }
}

/// <summary>A countable pool.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Used">In use.</param>
public readonly record struct VimPool(long Total, long Used)
{
    /// <summary>What is left; never negative.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Free => Math.Max(0, Total - Used);
}

/// <summary>A quota of a tenant.</summary>
/// <param name="Name">What is limited: <c>servers</c>, <c>vcpus</c>, <c>memoryMib</c>, <c>volumes</c>, <c>volumeGib</c>, <c>networks</c>, <c>ports</c>, <c>images</c>, <c>affinityGroups</c>.</param>
/// <param name="Limit">Most of it; -1 means no limit.</param>
/// <param name="Used">In use.</param>
public sealed record VimQuota(string Name, long Limit, long Used);
