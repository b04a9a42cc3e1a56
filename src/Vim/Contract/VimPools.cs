namespace NfvOrchestrator.Vim;

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

    /// <summary>SR-IOV virtual functions; absent: the VIM does not tell how many there are, only whether a server that wants some found them.</summary>
    public VimPool? SriovVfs { get; init; }

    /// <summary>Volume storage in GiB, at zones only; absent: the VIM does not tell how much of it a zone has.</summary>
    public VimPool? VolumeGib { get; init; }
}
