using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Grants.Ledger;

/// <summary>
/// The stored ledger and this process's copy of it. The copy saves reading and parsing the ledger for each grant; that it is still true is proved by the versions when a change is
/// committed. Used by one writer at a time.
/// </summary>
internal sealed class LedgerBook(IDocumentStore store)
{
    private readonly Dictionary<string, (long Version, LedgerPage Page)> pages = new(StringComparer.Ordinal);
    private LedgerState? state;

    /// <summary>The ledger as this process knows it; read from the store the first time and after <see cref="Forget"/>.</summary>
    public async Task<LedgerState> ReadAsync(CancellationToken cancellationToken)
    {
        if (state is not null)
        {
            return state;
        }
        pages.Clear();
        string? after = null;
        do
        {
            var page = await store.QueryAsync(GrantCollections.Ledgers, TenantId.System, new StoreQuery { AfterId = after, Limit = 1000 }, cancellationToken);
            foreach (var document in page.Items)
            {
                pages.Add(document.Id, (document.Version, document.Value));
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        var all = pages.Values.Select(p => p.Page).ToList();
        return state = new LedgerState(
            new ZoneLedger
            {
                Zones = [.. all.Select(p => p.Zone).OfType<ZoneCounters>().OrderBy(z => z.VimId, StringComparer.Ordinal).ThenBy(z => z.ZoneId, StringComparer.Ordinal)],
                Limits = [.. all.Select(p => p.Limit).OfType<AccountLimit>().OrderBy(l => l.VimId, StringComparer.Ordinal)],
                Quotas = [.. all.Select(p => p.Quota).OfType<QuotaCounters>().OrderBy(q => q.VimId, StringComparer.Ordinal).ThenBy(q => q.Tenant, StringComparer.Ordinal)],
            },
            [.. all.Select(p => p.Vim).OfType<VimReading>()]);
    }

    /// <summary>Adds what differs from the copy to a batch: each page with the version that was read.</summary>
    /// <returns>The pages that the batch writes (null: deletes), for <see cref="Committed"/>.</returns>
    public IReadOnlyDictionary<string, LedgerPage?> AddTo(WriteBatch batch, LedgerState next)
    {
        var changed = new Dictionary<string, LedgerPage?>(StringComparer.Ordinal);
        if (ReferenceEquals(next, state))
        {
            return changed;
        }
        var wanted = next.Pages();
        foreach (var (id, page) in wanted)
        {
            if (!pages.TryGetValue(id, out var known))
            {
                batch.Insert(GrantCollections.Ledgers, TenantId.System, id, page);
                changed[id] = page;
            }
            else if (!IsSame(known.Page, page))
            {
                batch.Replace(GrantCollections.Ledgers, TenantId.System, id, known.Version, page);
                changed[id] = page;
            }
        }
        foreach (var (id, known) in pages)
        {
            if (!wanted.ContainsKey(id))
            {
                batch.Delete(GrantCollections.Ledgers, TenantId.System, id, known.Version);
                changed[id] = null;
            }
        }
        return changed;
    }

    /// <summary>The batch was committed: the copy is the new state.</summary>
    public void Committed(LedgerState next, IReadOnlyDictionary<string, LedgerPage?> changed)
    {
        foreach (var (id, page) in changed)
        {
            if (page is null)
            {
                pages.Remove(id);
            }
            else
            {
                pages[id] = (pages.TryGetValue(id, out var known) ? known.Version + 1 : 1, page);
            }
        }
        state = next;
    }

    /// <summary>The copy is no longer true, or it is not known whether it is: it is read again.</summary>
    public void Forget() => state = null;

    // Zones, quotas and limits that a change does not touch stay the same objects.
    private static bool IsSame(LedgerPage known, LedgerPage page)
        => ReferenceEquals(known.Zone, page.Zone) && ReferenceEquals(known.Quota, page.Quota) && ReferenceEquals(known.Limit, page.Limit) && known.Vim == page.Vim;
}
