using System.Collections.Concurrent;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>
/// The grant server (SOL003 §9): places what a VNF operation adds, and books it in the capacity ledger before the answer. The pages of the ledger, the reservation of the VNF
/// and the grant are one transaction with versions: parallel grants, also of several NFVO processes, never promise the same capacity twice.
/// </summary>
internal sealed class GrantService(IDocumentStore store, ICatalogue catalogue, VimClient vim, NfvoOptions options, TimeProvider clock) : IDisposable
{
    private const int MaxRemembered = 10_000;

    private readonly LedgerDesk desk = new(store, vim, options, clock);
    private readonly ServerPlaces servers = new(vim, options);

    /// <summary>Ends that were booked lately: each is told twice, by the bus and by whoever waited for it.</summary>
    private readonly ConcurrentDictionary<(TenantId Tenant, string OccurrenceId), bool> concluded = new();

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    /// <summary>Grants, or throws a problem: 403 with what is short and what would fit, 422 for a request that fits no descriptor, 503 when the VIM does not answer.</summary>
    public async Task<GrantRecord> GrantAsync(TenantId tenant, GrantRequest request, Func<string, GrantLinks> links, CancellationToken cancellationToken)
    {
        var there = await servers.FindAsync(tenant, request, cancellationToken);
        return await desk.RunAsync(new Booking(tenant, request, links(request.VnfLcmOpOccId), there, catalogue, options, cancellationToken), cancellationToken);
    }

    /// <summary>Sets what a tenant may have in a VIM account; null: as configured.</summary>
    public Task<QuotaCounters> SetQuotaAsync(TenantId tenant, string vimId, ResourceAmounts? limit, CancellationToken cancellationToken)
        => desk.RunAsync(new QuotaChange(tenant, vimId, limit, options, cancellationToken), cancellationToken);

    /// <summary>Books the end of an operation; see <see cref="Conclusion"/>.</summary>
    /// <param name="tenant">The owner.</param>
    /// <param name="occurrenceId">The operation occurrence that was granted.</param>
    /// <param name="completed">True: the operation reached its target; false: everything is as before it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task ConcludeAsync(TenantId tenant, string occurrenceId, bool completed, CancellationToken cancellationToken)
    {
        if (concluded.ContainsKey((tenant, occurrenceId)))
        {
            return;
        }
        if (!await desk.RunAsync(new Conclusion(tenant, occurrenceId, completed, catalogue, cancellationToken), cancellationToken))
        {
            return;
        }
        if (concluded.Count >= MaxRemembered)
        {
            concluded.Clear();
        }
        concluded[(tenant, occurrenceId)] = true;
    }
}
