namespace NfvOrchestrator.Nfvo.Grants.Capacity;

/// <summary>A host aggregate of a zone: the sums over its hosts.</summary>
/// <param name="Name">The VIM's name of it.</param>
/// <param name="Hosts">Hosts that are up.</param>
/// <param name="Pools">See <see cref="PoolView"/>; use by confirmed resources of ours counts as used by others here, because only the VIM knows which host a server is on.</param>
public sealed record AggregateView(string Name, int Hosts, IReadOnlyDictionary<string, PoolView> Pools);
