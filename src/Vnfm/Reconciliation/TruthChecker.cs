using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>Looks at the VIMs of one tenant and writes down where records and VIMs disagree.</summary>
internal sealed class TruthChecker(IDocumentStore store, IOperationEngine engine, VimClient vim, FindingActions actions, VnfmOptions options, TimeProvider clock)
{
    private const int PageSize = 200;

    /// <summary>One look.</summary>
    public async Task<TruthCheckStatus> LookAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        using var scope = TenantContext.Use(tenant);
        // Records first, inventory afterwards: whatever an operation changes meanwhile shows in the instance's version.
        var instances = await AllAsync(VnfmCollections.Instances, tenant, cancellationToken);
        var leftOut = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instance in instances)
        {
            if (await engine.GetHolderAsync(tenant, instance.Id, cancellationToken) is not null)
            {
                leftOut.Add(instance.Id);
            }
        }
        var accounts = instances.Select(i => i.Value.Settings?.VimConnectionId).OfType<string>().Append(options.VimConnectionId).ToHashSet(StringComparer.Ordinal);
        foreach (var account in await vim.ListAccountsAsync(cancellationToken))
        {
            accounts.Add(account.Id);
        }
        var unreachable = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new List<(string Account, Observation Observation)>();
        var resources = 0;
        foreach (var account in accounts)
        {
            var inventory = new Dictionary<(VimResourceKind Kind, string Key), VimResource>();
            try
            {
                await foreach (var resource in vim.ListAllAsync(account, new VimResourceQuery { Limit = VimResourceQuery.MaxLimit }, cancellationToken))
                {
                    inventory[(resource.Kind, resource.Key)] = resource;
                }
            }
            catch (VimException failure)
            {
                unreachable[account] = failure.Message;
                continue;
            }
            resources += inventory.Count;
            seen.AddRange(instances.Where(i => i.Value.Settings?.VimConnectionId == account && !leftOut.Contains(i.Id)).SelectMany(i => TruthCheck.Of(i.Value, inventory)).Select(o => (account, o)));
            var snapshots = await AllAsync(VnfmCollections.Snapshots, tenant, cancellationToken);
            var claimed = instances.SelectMany(i => i.Value.Resources.Select(r => (VimSpecs.KindOf(r.Node.Spec), VimStepRunner.VimKeyOf(i.Id, r.Node.Key))))
                .Concat(snapshots.Select(s => s.Value.Content).OfType<Snapshots.VnfSnapshotContent>().SelectMany(c => c.Snapshots.Select(s => (VimResourceKind.Snapshot, VimStepRunner.VimKeyOf(c.VnfInstanceId, s.Node.Key)))))
                .ToHashSet();
            seen.AddRange(TruthCheck.Orphans(inventory.Values, claimed, leftOut).Select(o => (account, o)));
        }
        await LeaveOutChangedAsync(tenant, instances, seen, leftOut, cancellationToken);
        var findings = await WriteDownAsync(tenant, seen.Where(s => s.Observation.VnfInstanceId is not { } id || !leftOut.Contains(id)), leftOut, unreachable, cancellationToken);
        return new TruthCheckStatus
        {
            LastLookAt = clock.GetUtcNow(),
            Instances = instances.Count(i => i.Value.Settings is not null && !leftOut.Contains(i.Id)),
            InstancesLeftOut = leftOut.Count,
            VimResources = resources,
            Findings = findings,
            Unreachable = unreachable.Count == 0 ? null : unreachable,
        };
    }

    /// <summary>A disagreement counts only if nobody worked on the instance between the reading of its record and now.</summary>
    private async Task LeaveOutChangedAsync(
        TenantId tenant, List<Document<VnfRecord>> instances, List<(string Account, Observation Observation)> seen, HashSet<string> leftOut, CancellationToken cancellationToken)
    {
        var versions = instances.ToDictionary(i => i.Id, i => i.Version, StringComparer.Ordinal);
        foreach (var id in seen.Select(s => s.Observation.VnfInstanceId).OfType<string>().Distinct(StringComparer.Ordinal).ToList())
        {
            var now = await store.GetAsync(VnfmCollections.Instances, tenant, id, cancellationToken);
            if ((now?.Version ?? 0) != versions.GetValueOrDefault(id) || await engine.GetHolderAsync(tenant, id, cancellationToken) is not null)
            {
                leftOut.Add(id);
            }
        }
    }

    private async Task<int> WriteDownAsync(
        TenantId tenant, IEnumerable<(string Account, Observation Observation)> seen, HashSet<string> leftOut, Dictionary<string, string> unreachable, CancellationToken cancellationToken)
    {
        var known = (await AllAsync(VnfmCollections.Findings, tenant, cancellationToken)).ToDictionary(f => f.Id, f => f.Value, StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        var present = new List<(Finding Finding, Observation Observation)>();
        foreach (var (account, observation) in seen)
        {
            var id = FindingId.Of(account, observation);
            var before = known.GetValueOrDefault(id);
            known.Remove(id);
            present.Add((new Finding
            {
                Id = id,
                Kind = observation.Kind,
                VnfInstanceId = observation.VnfInstanceId,
                ResourceId = observation.Ours?.Node.Key,
                VimConnectionId = account,
                VimResourceKind = observation.VimKind.Token(),
                VimResourceKey = observation.VimKey,
                VimResourceId = observation.Theirs?.VimResourceId ?? observation.Ours?.ResourceId,
                Differences = observation.Kind == FindingKind.DRIFTED ? observation.Differences : null,
                Detail = observation.Detail,
                FirstSeen = before?.FirstSeen ?? now,
                LastSeen = now,
                Looks = (before?.Looks ?? 0) + 1,
                Policy = options.Reconciliation.PolicyOf(observation.Kind),
                VnfLcmOpOccId = before?.VnfLcmOpOccId,
            }, observation));
        }
        var acted = await actions.ActAsync(tenant, present, cancellationToken);
        foreach (var chunk in acted.Chunk(PageSize))
        {
            var batch = new WriteBatch();
            foreach (var finding in chunk)
            {
                batch.Put(VnfmCollections.Findings, tenant, finding.Id, finding);
            }
            (await store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
        }
        // Gone is what was not seen, unless it could not be looked at.
        var kept = known.Values.Where(f => unreachable.ContainsKey(f.VimConnectionId) || (f.VnfInstanceId is { } id && leftOut.Contains(id))).Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var chunk in known.Keys.Where(id => !kept.Contains(id)).Chunk(PageSize))
        {
            var batch = new WriteBatch();
            foreach (var id in chunk)
            {
                batch.Delete(VnfmCollections.Findings, tenant, id);
            }
            (await store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
        }
        return acted.Count + kept.Count;
    }

    private async Task<List<Document<T>>> AllAsync<T>(DocumentCollection<T> collection, TenantId tenant, CancellationToken cancellationToken)
    {
        var all = new List<Document<T>>();
        for (string? after = null; ;)
        {
            var page = await store.QueryAsync(collection, tenant, new StoreQuery { AfterId = after, Limit = PageSize }, cancellationToken);
            all.AddRange(page.Items);
            if (page.NextAfterId is not { } next)
            {
                return all;
            }
            after = next;
        }
    }
}
