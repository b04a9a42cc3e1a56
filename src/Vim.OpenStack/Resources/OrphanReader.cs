using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// What carries our mark and no record names, of a tenant. A record is written before its resource is made: whatever a list shows has its record by the time that records are read after the list, never
/// the other way round.
/// </summary>
internal sealed class OrphanReader(OsAccount account, RecordStore records, ResourceEngine engine)
{
    /// <summary>Shows them; with <paramref name="remove"/> they are removed.</summary>
    public async Task<OrphanList> ReadAsync(TenantId tenant, bool remove, CancellationToken cancellationToken)
    {
        var orphans = new List<Orphan>();
        foreach (var handler in ResourceHandlers.All)
        {
            if (handler.Kind == VimResourceKind.Port)
            {
                // They keep ports and networks from being removed.
                foreach (var part in NetworkPart.All)
                {
                    orphans.AddRange(await OfAsync(tenant, part.Owner, await part.ListAsync(account, tenant, cancellationToken), remove, cancellationToken));
                }
            }
            orphans.AddRange(await OfAsync(tenant, handler.Kind, await ListAsync(tenant, handler, cancellationToken), remove, cancellationToken));
        }
        return new OrphanList(orphans);
    }

    private async Task<List<Orphan>> OfAsync(TenantId tenant, VimResourceKind kind, IReadOnlyList<OrphanCandidate> listed, bool remove, CancellationToken cancellationToken)
    {
        var orphans = new List<Orphan>();
        foreach (var candidate in await UnnamedAsync(tenant, listed, kind, cancellationToken))
        {
            // A long list of others may have been worked off since.
            if ((remove ? await engine.RemoveUnrecordedAsync(account, tenant, candidate, cancellationToken) : await ShowAsync(tenant, candidate, cancellationToken)) is { } orphan)
            {
                orphans.Add(orphan);
            }
        }
        return orphans;
    }

    private async Task<List<OrphanCandidate>> ListAsync(TenantId tenant, IResourceHandler handler, CancellationToken cancellationToken) =>
    [
        .. (await handler.ListAsync(account, cancellationToken)).Where(f => f.Mark is { } mark && mark.Tenant == tenant.Value && mark.IsGenuine(account.Id))
            .Select(f => new OrphanCandidate(handler.Kind, f.Mark!.Key, f.VimId, f.Name, f.CreatedAt, handler.Describe(f))),
    ];

    /// <summary>Those that no record names, all records of the kind read at once.</summary>
    private async Task<IReadOnlyList<OrphanCandidate>> UnnamedAsync(TenantId tenant, IReadOnlyList<OrphanCandidate> listed, VimResourceKind kind, CancellationToken cancellationToken)
    {
        if (listed.Count == 0)
        {
            return listed;
        }
        var known = new Dictionary<string, ResourceRecord>(StringComparer.Ordinal);
        await foreach (var document in records.ListAsync(tenant, account.Id, kind, null, cancellationToken))
        {
            known[document.Value.Key] = document.Value;
        }
        return [.. listed.Where(c => !known.TryGetValue(c.Key, out var record) || !c.BelongsTo(record))];
    }

    private async Task<Orphan?> ShowAsync(TenantId tenant, OrphanCandidate candidate, CancellationToken cancellationToken) =>
        await records.GetAsync(tenant, account.Id, candidate.Kind, candidate.Key, cancellationToken) is { } read && candidate.BelongsTo(read.Value) ? null
        : await candidate.IsThereAsync(account, tenant, cancellationToken) ? candidate.ToOrphan(null)
        : null; // removed since it was listed, and its record with it
}
