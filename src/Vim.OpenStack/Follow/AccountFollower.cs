using System.Collections.Concurrent;
using System.Globalization;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>
/// Follows everything of one account that is changing: one request per look for all servers (<c>changes-since</c>), one for all volumes, one for all images, however many there are. Looks often while something
/// changes, seldom when nothing does, and not yet while nothing can have come about: it learns how long this cloud takes for a server.
/// </summary>
internal sealed class AccountFollower(OsAccount account, ResourceEngine engine, FaultPublisher faults, OpenStackOptions options, TimeProvider time)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StandsStill = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BuildStandsStill = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(1);
    private const int SinglesPerTurn = 2;
    private const int Few = 20;
    private const double SurelyNotYet = 0.6;
    private const double Learning = 0.25;
    private const double OfBuild = 0.05;
    private readonly ConcurrentDictionary<(string Tenant, string Id), Open> open = new();
    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);
    private readonly AccountWatch hostsAndPorts = new(account, faults);
    private DateTimeOffset? since;
    private DateTimeOffset? builtSince;
    private DateTimeOffset watchAt;
    private bool started;
    private volatile IReadOnlyList<OsServer> running = [];
    private long requests;
    private long usualBuildTicks;

    public OsAccount Account { get; } = account;

    /// <summary>Looks made so far, in requests.</summary>
    public long Requests => Interlocked.Read(ref requests) + hostsAndPorts.Requests;

    /// <summary>Servers of ours that were seen ACTIVE last.</summary>
    public IReadOnlyList<OsServer> Running => running;

    /// <summary>Resources that are not settled.</summary>
    public int Following => open.Count;

    /// <summary>How long a server of this cloud is built, as learned; zero: not known yet.</summary>
    public TimeSpan UsualBuild => TimeSpan.FromTicks(Interlocked.Read(ref usualBuildTicks));

    /// <summary>A resource is to be followed; how soon the first look at it is due, null when it is followed already.</summary>
    public TimeSpan? Follow(Document<ResourceRecord> document)
    {
        var id = (document.Tenant.Value, document.Id);
        var record = document.Value;
        var now = time.GetUtcNow();
        var one = new Open(record.Kind, record.Key, record.VimId, record is { Kind: VimResourceKind.Compute, Phase: RecordPhase.CREATING, VimId: not null }, now, now);
        if (open.TryGetValue(id, out var known) && known.VimId == one.VimId && known.IsBuilt == one.IsBuilt)
        {
            return null;
        }
        open[id] = one;
        var soon = options.FollowInterval / 3; // many things are quick
        var built = UsualBuild * SurelyNotYet;
        return !one.IsBuilt || built < soon ? soon : built < LongestQuiet ? built : LongestQuiet;
    }

    /// <summary>One look; answers how long until the next.</summary>
    public async Task<TimeSpan> TurnAsync(CancellationToken cancellationToken)
    {
        if (!started)
        {
            await foreach (var document in Account.Records.ListAllAsync(Account.Id, cancellationToken))
            {
                if (document.Value.IsOpen && Account.Serves(document.Tenant.Value))
                {
                    Follow(document);
                }
            }
            started = true;
        }
        var now = time.GetUtcNow();
        var watch = now >= watchAt;
        if (watch || open.Values.Any(static o => o.Kind == VimResourceKind.Compute))
        {
            await ServersAsync(onlyBuilt: !watch && since is not null && open.Values.All(static o => o.IsBuilt || o.Kind != VimResourceKind.Compute), cancellationToken);
        }
        if (open.Values.Any(static o => o.Kind == VimResourceKind.Storage && o.VimId is not null))
        {
            await VolumesAsync(cancellationToken);
        }
        await SinglesAsync(cancellationToken);
        if (watch)
        {
            await hostsAndPorts.HostsAsync(cancellationToken);
            await hostsAndPorts.PortsAsync(running.Select(static s => s.Id).ToHashSet(StringComparer.Ordinal), cancellationToken);
            watchAt = time.GetUtcNow() + options.WatchInterval;
        }
        if (open.IsEmpty)
        {
            var left = watchAt - time.GetUtcNow();
            return left > TimeSpan.FromMilliseconds(10) ? left : TimeSpan.FromMilliseconds(10);
        }
        // A cloud that takes its time for a look has other things to do than to be looked at.
        var took = time.GetUtcNow() - now;
        var pause = Pause(time.GetUtcNow());
        return pause >= took ? pause : took < LongestQuiet ? took : LongestQuiet;
    }

    /// <summary>Until the next look while something is changing.</summary>
    private TimeSpan Pause(DateTimeOffset now)
    {
        var usual = open.Count > 100 ? options.FollowInterval * 2 : options.FollowInterval;
        var build = UsualBuild;
        var oldest = DateTimeOffset.MaxValue;
        foreach (var one in open.Values)
        {
            if (!one.IsBuilt || build == TimeSpan.Zero)
            {
                return usual;
            }
            oldest = one.BegunAt < oldest ? one.BegunAt : oldest;
        }
        if (oldest == DateTimeOffset.MaxValue)
        {
            return usual;
        }
        var left = oldest + (build * SurelyNotYet) - now;
        if (left > usual)
        {
            return left < LongestQuiet ? left : LongestQuiet > usual ? LongestQuiet : usual;
        }
        // Any moment now. Who waits for a few servers waits for the look, too; but what takes long may be seen a little later, and a cloud that builds slowly is busy.
        var soon = build * OfBuild;
        return open.Count > Few || soon > usual ? usual : soon > usual / 2 ? soon : usual / 2;
    }

    /// <summary>Looks at the servers that changed since the last look.</summary>
    /// <param name="onlyBuilt">
    /// Leaves out those that are still being built, and looks at the others only when one that is waited for is among them: for what it shows in detail Nova asks Neutron for ports and security groups, at every
    /// look, and is slower with the boot that is waited for. A list of identifiers costs it nothing of the kind.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task ServersAsync(bool onlyBuilt, CancellationToken cancellationToken)
    {
        var tagged = await Account.KnowsAsync(OsService.Compute, 2, 52, cancellationToken) ? $"&tags={ResourceIdentity.Mark}" : "";
        var first = since is null;
        var settled = onlyBuilt ? "&status=ACTIVE&status=ERROR" : "";
        var from = (onlyBuilt ? builtSince ?? since : since) is { } at ? $"&changes-since={Uri.EscapeDataString(at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}" : "";
        if (onlyBuilt)
        {
            var (seenAt, ids) = await ListAsync("servers", tagged + settled + from, cancellationToken);
            var awaited = open.Values.Where(static o => o.IsBuilt).Select(static o => o.VimId).ToHashSet(StringComparer.Ordinal);
            if (!ids.Exists(s => awaited.Contains(s.Id)))
            {
                builtSince = seenAt - Overlap;
                return;
            }
        }
        var (date, changed) = await ListAsync("servers/detail", tagged + settled + from, cancellationToken);
        if (first)
        {
            await ForeignAsync(changed, cancellationToken);
        }
        foreach (var server in changed)
        {
            await ServerAsync(server, cancellationToken);
        }
        // What a look left out is still to be seen by the next one that looks at everything.
        if (onlyBuilt)
        {
            builtSince = date - Overlap;
        }
        else
        {
            (since, builtSince) = (date - Overlap, null);
        }
        running = [.. running.Where(s => !changed.Exists(c => c.Id == s.Id)).Concat(changed.Where(static c => c.Status == "ACTIVE" && ResourceIdentity.Parse(c.Metadata, VimResourceKind.Compute) is not null))];
    }

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

    private async Task ServerAsync(OsServer server, CancellationToken cancellationToken)
    {
        var mark = ResourceIdentity.Parse(server.Metadata, VimResourceKind.Compute);
        if (mark is null || !mark.IsGenuine(Account.Id))
        {
            return;
        }
        var signature = $"{server.Status}/{server.TaskState}/{server.Host}/{server.Fault?.Message}";
        var followed = open.TryGetValue((mark.Tenant, ResourceRecord.IdOf(Account.Id, VimResourceKind.Compute, mark.Key)), out _);
        if (!followed && seen.TryGetValue(server.Id, out var before) && before == signature)
        {
            return;
        }
        var gone = ServerStates.IsGone(server);
        var tenant = new TenantId(mark.Tenant);
        await engine.ObserveAsync(Account, tenant, VimResourceKind.Compute, mark.Key, server.Id, gone ? null : ServerHandler.ToObserved(server), cancellationToken);
        if (gone)
        {
            seen.Remove(server.Id);
        }
        else
        {
            seen[server.Id] = signature;
        }
        await CloseAsync(tenant, VimResourceKind.Compute, mark.Key, cancellationToken);
    }

    private async Task VolumesAsync(CancellationToken cancellationToken)
    {
        var followed = open.Where(static o => o.Value is { Kind: VimResourceKind.Storage, VimId: not null }).ToList(); // before the list: one that is made meanwhile is not on it
        Interlocked.Increment(ref requests);
        var all = await Account.ListAsync(OsService.Volume, "volumes/detail", OsJson.Default.VolumesAnswer, static a => a.Volumes, static v => v.Id, static a => a.Links.HasNext(), cancellationToken);
        var byId = all.ToDictionary(static v => v.Id, StringComparer.Ordinal);
        foreach (var ((tenant, _), one) in followed)
        {
            await engine.ObserveAsync(Account, new TenantId(tenant), one.Kind, one.Key, one.VimId!, byId.TryGetValue(one.VimId!, out var volume) ? VolumeHandler.ToObserved(volume) : null, cancellationToken);
            await CloseAsync(new TenantId(tenant), one.Kind, one.Key, cancellationToken);
        }
    }

    /// <summary>Some of those that lists do not show, or that have stood still for long, one by one.</summary>
    private async Task SinglesAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = open.Where(p => p.Value.VimId is null || p.Value.Kind is not (VimResourceKind.Compute or VimResourceKind.Storage) || now - p.Value.Since > (p.Value.IsBuilt ? BuildStandsStill : StandsStill))
            .OrderBy(static p => p.Value.Since).Take(SinglesPerTurn).ToList();
        foreach (var ((tenant, id), one) in due)
        {
            Interlocked.Increment(ref requests);
            await engine.ContinueAsync(Account, new TenantId(tenant), one.Kind, one.Key, cancellationToken);
            if (!await CloseAsync(new TenantId(tenant), one.Kind, one.Key, cancellationToken) && open.TryGetValue((tenant, id), out var still))
            {
                open[(tenant, id)] = still with { Since = now };
            }
        }
    }

    private async Task<bool> CloseAsync(TenantId tenant, VimResourceKind kind, string key, CancellationToken cancellationToken)
    {
        var read = await Account.Records.GetAsync(tenant, Account.Id, kind, key, cancellationToken);
        if (read is { Value.IsOpen: true })
        {
            var id = (tenant.Value, read.Id);
            if (open.TryGetValue(id, out var one) && one.VimId != read.Value.VimId)
            {
                open[id] = one with { VimId = read.Value.VimId };
            }
            return false;
        }
        var recordId = ResourceRecord.IdOf(Account.Id, kind, key);
        if (open.TryRemove((tenant.Value, recordId), out var closed) && closed.IsBuilt && read is { Value.State: VimResourceState.ACTIVE })
        {
            Learn(time.GetUtcNow() - closed.BegunAt);
        }
        engine.OnChanged?.Invoke(Account, tenant.Value, recordId); // also when it was another process that saw it first
        return true;
    }

    private void Learn(TimeSpan build)
    {
        var before = Interlocked.Read(ref usualBuildTicks);
        Interlocked.Exchange(ref usualBuildTicks, before == 0 ? build.Ticks : (long)(before + ((build.Ticks - before) * Learning)));
    }

    /// <param name="Kind">Kind of the resource.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="VimId">OpenStack's identifier, once known.</param>
    /// <param name="IsBuilt">Whether it is a server that is being made: nothing but time passes until it is there.</param>
    /// <param name="BegunAt">When it was followed first.</param>
    /// <param name="Since">When it was last looked at alone, or followed first.</param>
    private sealed record Open(VimResourceKind Kind, string Key, string? VimId, bool IsBuilt, DateTimeOffset BegunAt, DateTimeOffset Since);
}
