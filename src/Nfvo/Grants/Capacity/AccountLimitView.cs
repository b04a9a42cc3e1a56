namespace NfvOrchestrator.Nfvo.Grants.Capacity;

/// <summary>What all tenants together may have in a VIM account.</summary>
/// <param name="VimConnectionId">The VIM account.</param>
/// <param name="AskedAt">When the VIM was last asked.</param>
/// <param name="Pools">See <see cref="PoolView"/>; <c>vcpus</c> include dedicated ones and <c>memoryMib</c> huge pages, as the cloud counts them.</param>
public sealed record AccountLimitView(string VimConnectionId, DateTimeOffset? AskedAt, IReadOnlyDictionary<string, PoolView> Pools);
