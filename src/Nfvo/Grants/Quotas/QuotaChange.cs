using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Grants.Quotas;

/// <summary>Sets what a tenant may have in a VIM, or goes back to what the configuration says.</summary>
internal sealed class QuotaChange(TenantId tenant, string vimId, ResourceAmounts? limit, NfvoOptions options, CancellationToken wanted) : LedgerJob<QuotaCounters>(wanted)
{
    /// <inheritdoc/>
    public override TenantId Tenant => tenant;

    /// <inheritdoc/>
    public override Task FetchAsync(LedgerTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override QuotaCounters Run(LedgerTransaction transaction)
    {
        var before = transaction.State.Capacity;
        transaction.Set(before.WithQuota(vimId, tenant.Value, limit ?? options.QuotaOf(tenant.Value), isFixed: limit is not null));
        var now = transaction.State.Capacity.FindQuota(vimId, tenant.Value)!;
        if (before.FindQuota(vimId, tenant.Value)?.Counters.Total is not { } was || was != now.Counters.Total)
        {
            transaction.QuotasSet.Add(new AvailableQuota(vimId, tenant.Value, [.. Enum.GetValues<ResourceDimension>().Where(d => now.Counters.Total[d] != ResourceAmounts.Unlimited)]));
        }
        return now;
    }
}
