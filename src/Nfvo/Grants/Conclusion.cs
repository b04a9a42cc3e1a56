using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>Books the end of an operation: what was added is there for good (or given back), what was removed is free again. Idempotent.</summary>
internal sealed class Conclusion(TenantId tenant, string occurrenceId, bool completed, FailureRemains? remains, string? vnfmId, ICatalogue catalogue, CancellationToken wanted) : LedgerJob<bool>(wanted)
{
    /// <summary>The NFVO knows the end itself; no registration has this id.</summary>
    public const string Anybody = "*";

    /// <inheritdoc/>
    public override TenantId Tenant => tenant;

    /// <inheritdoc/>
    public override async Task FetchAsync(LedgerTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.Grants.FetchAsync(tenant, occurrenceId, cancellationToken);
        if (transaction.Grants.Get(tenant, occurrenceId) is { Concluded: false } grant)
        {
            await transaction.Reservations.FetchAsync(tenant, grant.Request.VnfInstanceId, cancellationToken);
        }
    }

    /// <summary>False: there is nothing (more) to book.</summary>
    protected override bool Run(LedgerTransaction transaction)
    {
        if (transaction.Grants.Get(tenant, occurrenceId) is not { Concluded: false } grant || (vnfmId != Anybody && vnfmId != grant.VnfmId))
        {
            return false;
        }
        var request = grant.Request;
        var reservation = transaction.Reservations.Get(tenant, request.VnfInstanceId);
        var holdsNothing = true;
        if (reservation is not null)
        {
            // An operation that was given up may have changed a size or not, the VNFM does not tell: what was and what was to be both stay covered.
            var sizes = completed && grant.Resized is { } resized ? resized : NoSizes;
            var (next, left) = transaction.State.Capacity.Release(reservation, Freed(grant, reservation, sizes));
            (next, left) = next.Resize(left, left.Lines.Where(l => sizes.ContainsKey(GrantDemands.DefinitionOf(l.Key)))
                .ToDictionary(l => l.Key, l => sizes[GrantDemands.DefinitionOf(l.Key)], StringComparer.Ordinal));
            holdsNothing = left.Lines.Count == 0;
            if (!holdsNothing)
            {
                // Only what this operation booked is there now: a later one may have booked already and still be at work.
                var there = left.Lines.Where(l => grant.Booked.Contains(l.Key, StringComparer.Ordinal) || left.ConfirmedKeys.Contains(l.Key, StringComparer.Ordinal)).ToList();
                (next, var confirmed) = next.Confirm(left with { Lines = there });
                left = left with { ConfirmedKeys = confirmed.ConfirmedKeys };
            }
            transaction.Set(next);
            transaction.Reservations.Set(tenant, request.VnfInstanceId, holdsNothing ? null : left);
        }
        // What is still held belongs to a later operation: the package is in use again.
        if (holdsNothing
            && completed == (request.Operation == GrantedLcmOperationType.TERMINATE)
            && request.Operation is GrantedLcmOperationType.TERMINATE or GrantedLcmOperationType.INSTANTIATE)
        {
            catalogue.RemoveUse(transaction.Also, tenant, CatalogueKind.Vnfd, request.VnfdId, request.VnfInstanceId);
        }
        else if (request is { Operation: GrantedLcmOperationType.CHANGE_VNFPKG, DstVnfdId: { } other } && other != request.VnfdId)
        {
            // Completed, the VNF is of the other package; otherwise it is still of the one before.
            catalogue.RemoveUse(transaction.Also, tenant, CatalogueKind.Vnfd, completed ? request.VnfdId : other, request.VnfInstanceId);
        }
        transaction.Grants.Set(tenant, occurrenceId, grant with { Concluded = true, ConcludedAt = transaction.Now });
        return true;
    }

    private static readonly IReadOnlyDictionary<string, ResourceAmounts> NoSizes = new Dictionary<string, ResourceAmounts>(StringComparer.Ordinal);

    private List<string> Freed(GrantRecord grant, Reservation reservation, IReadOnlyDictionary<string, ResourceAmounts> sizes)
    {
        IEnumerable<string> over = completed ? grant.FreedByCompletion : grant.FreedByFailure;
        if (!completed && remains is not null)
        {
            over = over.Where(k => !remains.There.Contains(GrantDemands.DefinitionOf(k)))
                .Concat(grant.FreedByCompletion.Concat(grant.Booked).Where(k => remains.Gone.Contains(GrantDemands.DefinitionOf(k))));
        }
        // What a changed resource holds is one line again: the first; the others were its growth.
        var growth = reservation.Lines.GroupBy(l => GrantDemands.DefinitionOf(l.Key), StringComparer.Ordinal).Where(g => sizes.ContainsKey(g.Key)).SelectMany(g => g.Skip(1)).Select(l => l.Key);
        return [.. over.Concat(growth).Distinct(StringComparer.Ordinal)];
    }
}
