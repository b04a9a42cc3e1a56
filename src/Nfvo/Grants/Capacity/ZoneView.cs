namespace NfvOrchestrator.Nfvo.Grants.Capacity;

/// <summary>A resource zone as the ledger has it.</summary>
/// <param name="VimConnectionId">The VIM account.</param>
/// <param name="ZoneId">The zone.</param>
/// <param name="Accepting">Whether new resources may go there.</param>
/// <param name="AskedAt">When the VIM was last asked.</param>
/// <param name="Pools">See <see cref="PoolView"/>.</param>
/// <param name="Aggregates">Its host aggregates, when the VIM shows them.</param>
public sealed record ZoneView(
    string VimConnectionId, string ZoneId, bool Accepting, DateTimeOffset? AskedAt, IReadOnlyDictionary<string, PoolView> Pools, IReadOnlyList<AggregateView> Aggregates);
