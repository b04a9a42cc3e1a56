using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Everything of a tenant that is marked as ours at OpenStack, beside what we remember of it.</summary>
internal sealed class InventoryReader(OsAccount account, RecordStore records)
{
    private static readonly VimResourceKind[] ByToken = [.. VimResourceKinds.All.OrderBy(static k => k.Token(), StringComparer.Ordinal)];

    /// <summary>A page, by kind and key. The kinds that can be on it are read at the same time.</summary>
    public async Task<VimResourcePage> PageAsync(TenantId tenant, VimResourceQuery query, CancellationToken cancellationToken)
    {
        var kinds = ByToken.Where(k => (query.Kind ?? k) == k && !(query.Marker is { } marker && IsBehind(marker, k))).ToList();
        var page = new List<VimResource>();
        for (var next = 0; next < kinds.Count;)
        {
            var reading = new List<Task<IEnumerable<VimResource>>>();
            for (var expected = page.Count; next < kinds.Count && (reading.Count == 0 || expected <= query.Limit); next++)
            {
                var remembered = await RememberedAsync(tenant, kinds[next], cancellationToken);
                expected += remembered.Values.Count(r => query.InstanceId is null || r.Spec.Tags.InstanceId == query.InstanceId);
                reading.Add(KindAsync(tenant, kinds[next], remembered, query.InstanceId, cancellationToken));
            }
            foreach (var resource in (await Task.WhenAll(reading)).SelectMany(static k => k))
            {
                if (query.Marker is { } after && string.CompareOrdinal(Marker(resource), after) <= 0)
                {
                    continue;
                }
                if (page.Count == query.Limit)
                {
                    return new VimResourcePage(page, Marker(page[^1]));
                }
                page.Add(resource);
            }
        }
        return new VimResourcePage(page, null);
    }

    /// <summary>Whether a marker is behind all resources of a kind ('0' follows '/').</summary>
    private static bool IsBehind(string marker, VimResourceKind kind) => string.CompareOrdinal(marker, kind.Token() + "0") >= 0 && !marker.StartsWith(kind.Token() + "/", StringComparison.Ordinal);

    private static string Marker(VimResource resource) => $"{resource.Kind.Token()}/{resource.Key}";

    /// <summary>What is attached to servers and what they were booted from, read once for all of them.</summary>
    private async Task<ServerAttachments> AttachedAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var ports = PortHandler.AttachedAsync(account, cancellationToken);
        var keys = AttachableAsync(tenant, cancellationToken);
        await Task.WhenAll(ports, keys);
        return new ServerAttachments(await keys, await ports);
    }

    /// <summary>Keys by VIM identifier of what can be attached to a server or be booted from.</summary>
    private async Task<Dictionary<string, string>> AttachableAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var kind in new[] { VimResourceKind.Port, VimResourceKind.Storage, VimResourceKind.Image, VimResourceKind.Snapshot })
        {
            await foreach (var document in records.ListAsync(tenant, account.Id, kind, null, cancellationToken))
            {
                if (document.Value.VimId is { } id)
                {
                    keys[id] = document.Value.Key;
                }
            }
        }
        return keys;
    }

    private async Task<IReadOnlyDictionary<string, ResourceRecord>> RememberedAsync(TenantId tenant, VimResourceKind kind, CancellationToken cancellationToken)
    {
        var remembered = new Dictionary<string, ResourceRecord>(StringComparer.Ordinal);
        await foreach (var document in records.ListAsync(tenant, account.Id, kind, null, cancellationToken))
        {
            remembered[document.Value.Key] = document.Value;
        }
        return remembered;
    }

    private async Task<IEnumerable<VimResource>> KindAsync(TenantId tenant, VimResourceKind kind, IReadOnlyDictionary<string, ResourceRecord> remembered, string? instanceId, CancellationToken cancellationToken)
    {
        var handler = ResourceHandlers.Of(kind);
        var listing = handler.ListAsync(account, cancellationToken);
        var attaching = kind == VimResourceKind.Compute ? AttachedAsync(tenant, cancellationToken) : null;
        await Task.WhenAll(attaching is null ? [listing] : [listing, attaching]);
        var attached = attaching is null ? null : await attaching;
        var resources = new SortedDictionary<string, VimResource>(StringComparer.Ordinal);
        foreach (var found in await listing)
        {
            if (found.Mark is not { } mark || mark.Tenant != tenant.Value || !mark.IsGenuine(account.Id))
            {
                continue;
            }
            if (remembered.TryGetValue(mark.Key, out var record))
            {
                if (record.VimId is null || record.VimId == found.VimId)
                {
                    var merged = attached is not null ? attached.Show(record, ServerHandler.Merge(record, found)) : found;
                    resources[mark.Key] = record.ToResource() with
                    {
                        VimResourceId = found.VimId,
                        State = record.IsOpen ? record.State : found.State,
                        Error = record.IsOpen ? record.Error : found.Error ?? record.Error,
                        Outputs = ResourceEngine.Outputs(record, merged),
                    };
                }
                continue;
            }
            var spec = handler.Describe(found);
            resources[mark.Key] = new VimResource
            {
                Key = mark.Key,
                Kind = kind,
                AccountId = account.Id,
                VimResourceId = found.VimId,
                State = found.State,
                Error = found.Error,
                Outputs = found.Outputs,
                Spec = spec with { Tags = new VimTags { Tenant = tenant.Value, InstanceId = mark.InstanceId, ManagedBy = mark.ManagedBy } },
                Version = 1,
                CreatedAt = found.CreatedAt,
                UpdatedAt = found.CreatedAt,
            };
        }
        // What is asked for and not there yet belongs to the inventory, too.
        foreach (var (key, record) in remembered)
        {
            if (!resources.ContainsKey(key) && (record.VimId is null || record.IsOpen))
            {
                resources[key] = record.ToResource();
            }
        }
        return instanceId is null ? resources.Values : resources.Values.Where(r => r.Spec.Tags.InstanceId == instanceId);
    }
}
