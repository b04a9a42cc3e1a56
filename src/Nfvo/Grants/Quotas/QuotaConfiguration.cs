using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Grants.Quotas;

/// <summary>Brings the quotas in the ledger to what the configuration says, but for those that an operator set.</summary>
internal sealed class QuotaConfiguration(NfvoOptions options, CancellationToken wanted) : LedgerJob<bool>(wanted)
{
    /// <inheritdoc/>
    public override TenantId Tenant => TenantId.System;

    /// <inheritdoc/>
    public override Task FetchAsync(LedgerTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>True: something changed.</summary>
    protected override bool Run(LedgerTransaction transaction)
    {
        var before = transaction.State.Capacity;
        var after = before.Quotas.Where(q => !q.IsFixed && options.VimAccounts.Contains(q.VimId, StringComparer.Ordinal))
            .Aggregate(before, (ledger, quota) => ledger.WithQuota(quota.VimId, quota.Tenant, options.QuotaOf(quota.Tenant), isFixed: false));
        if (ReferenceEquals(before, after))
        {
            return false;
        }
        transaction.Set(after);
        return true;
    }
}
