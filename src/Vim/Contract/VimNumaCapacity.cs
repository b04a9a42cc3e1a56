namespace NfvOrchestrator.Vim;

/// <summary>Capacity of a NUMA node.</summary>
/// <param name="Node">Number of the node, from 0.</param>
/// <param name="PinnedCores">Cores for dedicated vCPUs.</param>
/// <param name="MemoryMib">Memory in MiB that is not huge pages.</param>
/// <param name="Hugepages2Mib">Memory in huge pages of 2 MiB, in MiB.</param>
/// <param name="Hugepages1Gib">Memory in huge pages of 1 GiB, in MiB.</param>
/// <param name="SriovVfs">SR-IOV virtual functions.</param>
public sealed record VimNumaCapacity(int Node, VimPool PinnedCores, VimPool MemoryMib, VimPool Hugepages2Mib, VimPool Hugepages1Gib, VimPool SriovVfs);
