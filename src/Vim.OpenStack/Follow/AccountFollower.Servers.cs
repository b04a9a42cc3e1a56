using System.Collections.Concurrent;
using System.Globalization;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>The servers.</summary>
internal sealed partial class AccountFollower
{
    /// <summary>Looks at the servers that changed since the last look: at all of them when it is time to, or when something other than a server in the making is waited for.</summary>
    private async Task ServersAsync(CancellationToken cancellationToken)
    {
        var tagged = await TaggedAsync(cancellationToken);
        var whole = wholeWanted;
        wholeWanted = false;
        try
        {
            if (whole)
            {
                await DoubledAsync();
            }
            var changing = open.Values.Where(o => o.Kind == VimResourceKind.Compute && (!o.IsRemoved || tagged.Length == 0)).ToList();
            if (whole || since is null || changing.Count > 0)
            {
                await ChangedAsync(onlyBuilt: !whole && since is not null && changing.TrueForAll(static o => o.IsBuilt), tagged, cancellationToken);
            }
        }
        catch
        {
            wholeWanted |= whole;
            throw;
        }
        if (tagged.Length > 0 && (whole || open.Values.Any(static o => o.IsRemoved)))
        {
            await GoneAsync(tagged, cancellationToken);
        }
    }

    /// <param name="onlyBuilt">
    /// Leaves out those that are still being built, and looks at the others only when one that is waited for is among them: for what it shows in detail Nova asks Neutron for ports and security groups, at every
    /// look, and is slower with the boot that is waited for. A list of identifiers costs it nothing of the kind.
    /// </param>
    /// <param name="tagged">What makes a list one of ours only.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task ChangedAsync(bool onlyBuilt, string tagged, CancellationToken cancellationToken)
    {
        var first = since is null;
        var settled = onlyBuilt ? "&status=ACTIVE&status=ERROR" : "";
        var from = (onlyBuilt ? builtSince ?? since : since) is { } at ? $"&changes-since={Uri.EscapeDataString(at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}" : "";
        // Who is on no list costs nothing in detail either: where the last look found nobody, two requests would be one too many.
        if (onlyBuilt && !nobodyBuilt)
        {
            var (seenAt, ids) = await ListAsync("servers", tagged + settled + from, cancellationToken);
            var awaited = open.Values.Where(static o => o.IsBuilt).Select(static o => o.VimId).ToHashSet(StringComparer.Ordinal);
            if (!ids.Exists(s => awaited.Contains(s.Id)))
            {
                builtSince = seenAt - Overlap;
                nobodyBuilt = ids.Count == 0;
                return;
            }
        }
        var (date, changed) = await ListAsync("servers/detail", tagged + settled + from, cancellationToken);
        nobodyBuilt = onlyBuilt && changed.Count == 0;
        if (first)
        {
            await ForeignAsync(changed, cancellationToken);
        }
        var missed = false;
        foreach (var server in changed)
        {
            missed |= !await ServerAsync(server, cancellationToken);
        }
        // What a look left out is still to be seen by the next one that looks at everything; what it saw of a server that was being worked on, by the next.
        if (!missed || first)
        {
            builtSince = onlyBuilt ? date - Overlap : null;
            since = onlyBuilt ? since : date - Overlap;
        }
        running = [.. running.Where(s => !changed.Exists(c => c.Id == s.Id)).Concat(changed.Where(static c => c.Status == "ACTIVE" && ResourceIdentity.Parse(c.Metadata, VimResourceKind.Compute) is not null))];
    }

    /// <summary>
    /// Notices servers that went. Nova takes the tags of a server that it deletes: who changed and is not among the tagged that changed has lost them, and is asked for alone before it counts as gone. Without tags
    /// (before 2.52) the list of changes itself shows it.
    /// </summary>
    private async Task GoneAsync(string tagged, CancellationToken cancellationToken)
    {
        goneSince ??= since;
        if (goneSince is not { } at)
        {
            return; // the first look compares with what there is
        }
        var from = $"&changes-since={Uri.EscapeDataString(at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}";
        // Before the list: what is made or removed meanwhile is for the next look.
        var known = new Dictionary<string, (string Tenant, string Key)>(ours, StringComparer.Ordinal);
        foreach (var ((tenant, _), one) in open.Where(static o => o.Value is { IsRemoved: true, VimId: not null }))
        {
            known[one.VimId!] = (tenant, one.Key);
        }
        var (date, all) = await ListAsync("servers", from, cancellationToken);
        var suspects = all.Select(static s => s.Id).Where(known.ContainsKey).ToHashSet(StringComparer.Ordinal);
        if (suspects.Count > 0)
        {
            suspects.ExceptWith((await ListAsync("servers", tagged + from, cancellationToken)).Servers.Select(static s => s.Id));
        }
        var gone = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(suspects.Take(MostAsked), new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken }, async (id, token) =>
        {
            var (tenant, key) = known[id];
            Interlocked.Increment(ref requests);
            var answer = await Account.SendAsync(OsCall.Get(OsService.Compute, $"servers/{id}") with { Accept = [404] }, token);
            if ((answer.Status == 404 || ServerStates.IsGone(answer.Read(OsJson.Default.ServerAnswer).Server))
                && await engine.ObserveAsync(Account, new TenantId(tenant), VimResourceKind.Compute, key, id, null, token) != Sight.Missed)
            {
                await CloseAsync(new TenantId(tenant), VimResourceKind.Compute, key, token);
                gone[id] = true;
            }
        });
        running = [.. running.Where(s => !gone.ContainsKey(s.Id))];
        foreach (var id in gone.Keys)
        {
            seen.Remove(id);
            ours.Remove(id);
        }
        // Whoever is left is on the next list, too.
        goneSince = gone.Count == suspects.Count ? date - Overlap : at;
    }

    private async Task<string> TaggedAsync(CancellationToken cancellationToken) =>
        await Account.KnowsAsync(OsService.Compute, 2, 52, cancellationToken) ? $"&tags={ResourceIdentity.Mark}" : "";

    /// <summary>A list of servers, page after page, and when it was made by the clock of the cloud.</summary>
    private async Task<(DateTimeOffset Date, List<OsServer> Servers)> ListAsync(string path, string filter, CancellationToken cancellationToken)
    {
        DateTimeOffset? date = null;
        var all = new List<OsServer>();
        string? marker = null;
        while (true)
        {
            Interlocked.Increment(ref requests);
            var answer = await Account.SendAsync(OsCall.Get(OsService.Compute, $"{path}?limit=1000{filter}{(marker is null ? "" : $"&marker={marker}")}"), cancellationToken);
            date ??= answer.Date ?? time.GetUtcNow();
            var page = answer.Read(OsJson.Default.ServersAnswer);
            all.AddRange(page.Servers);
            if (page.Servers.Count == 0 || !page.Links.HasNext())
            {
                return (date.Value, all);
            }
            marker = page.Servers[^1].Id;
        }
    }

    /// <summary>At the first look: servers that records name and that are not there any more were removed while nobody looked.</summary>
    private async Task ForeignAsync(List<OsServer> all, CancellationToken cancellationToken)
    {
        var present = all.Select(static s => s.Id).ToHashSet(StringComparer.Ordinal);
        await foreach (var document in Account.Records.ListAllAsync(Account.Id, cancellationToken))
        {
            var record = document.Value;
            if (record.Kind == VimResourceKind.Compute && record.VimId is { } id && !present.Contains(id) && Account.Serves(document.Tenant.Value))
            {
                await engine.ObserveAsync(Account, document.Tenant, record.Kind, record.Key, id, null, cancellationToken);
            }
        }
    }

    /// <summary>False: its record was being worked on, or what was seen could not be confirmed.</summary>
    private async Task<bool> ServerAsync(OsServer server, CancellationToken cancellationToken)
    {
        var mark = ResourceIdentity.Parse(server.Metadata, VimResourceKind.Compute);
        if (mark is null || !mark.IsGenuine(Account.Id))
        {
            return true;
        }
        var signature = $"{server.Status}/{server.TaskState}/{server.Host}/{server.Fault?.Message}";
        var followed = open.TryGetValue((mark.Tenant, ResourceRecord.IdOf(Account.Id, VimResourceKind.Compute, mark.Key)), out _);
        if (!followed && seen.TryGetValue(server.Id, out var before) && before == signature)
        {
            return true;
        }
        var gone = ServerStates.IsGone(server);
        var tenant = new TenantId(mark.Tenant);
        var sight = await engine.ObserveAsync(Account, tenant, VimResourceKind.Compute, mark.Key, server.Id, gone ? null : ServerHandler.ToObserved(server), cancellationToken);
        if (sight == Sight.Double && doubled.Count < MostDoubled)
        {
            doubled[server.Id] = server; // more than these are found as orphans
        }
        if (gone)
        {
            ours.Remove(server.Id);
        }
        else if (Account.Serves(mark.Tenant))
        {
            ours[server.Id] = (mark.Tenant, mark.Key);
        }
        if (gone || sight == Sight.Missed)
        {
            seen.Remove(server.Id);
        }
        else
        {
            seen[server.Id] = signature;
        }
        await CloseAsync(tenant, VimResourceKind.Compute, mark.Key, cancellationToken);
        return sight != Sight.Missed;
    }

    /// <summary>Second servers that could not be removed when they were seen: they may not change any more.</summary>
    private async Task DoubledAsync()
    {
        foreach (var server in doubled.Values.ToList())
        {
            var observed = ServerHandler.ToObserved(server);
            if (observed.Mark is not { } mark || await engine.RemoveDuplicateAsync(Account, new TenantId(mark.Tenant), VimResourceKind.Compute, mark.Key, observed))
            {
                doubled.Remove(server.Id);
            }
        }
    }
}
