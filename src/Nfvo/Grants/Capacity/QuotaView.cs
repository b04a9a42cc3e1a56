namespace NfvOrchestrator.Nfvo.Grants.Capacity;

/// <summary>A tenant's quota in a VIM account.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="VimConnectionId">The VIM account.</param>
/// <param name="IsFixed">Set through this resource; false: as configured (<c>Nfvo:Quotas</c>).</param>
/// <param name="Pools">See <see cref="PoolView"/>.</param>
public sealed record QuotaView(string Tenant, string VimConnectionId, bool IsFixed, IReadOnlyDictionary<string, PoolView> Pools);
