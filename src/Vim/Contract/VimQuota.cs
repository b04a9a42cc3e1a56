namespace NfvOrchestrator.Vim;

/// <summary>A quota of a tenant.</summary>
/// <param name="Name">What is limited: <c>servers</c>, <c>vcpus</c>, <c>memoryMib</c>, <c>volumes</c>, <c>volumeGib</c>, <c>networks</c>, <c>ports</c>, <c>images</c>, <c>affinityGroups</c>, <c>securityGroups</c>, <c>snapshots</c>.</param>
/// <param name="Limit">Most of it; -1 means no limit.</param>
/// <param name="Used">In use.</param>
public sealed record VimQuota(string Name, long Limit, long Used);
