using System.Collections.Concurrent;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>
/// Follows everything of one account that is changing: one or two requests per look for all servers (<c>changes-since</c>), one for all volumes, one for all images, however many there are. Looks often while something
/// changes, seldom when nothing does, and not yet while nothing can have come about: it learns how long this cloud takes for a server.
/// </summary>
internal sealed partial class AccountFollower(OsAccount account, ResourceEngine engine, FaultPublisher faults, OpenStackOptions options, TimeProvider time)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StandsStill = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BuildStandsStill = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(1);
    private const int SinglesPerTurn = 2;
    private const int Few = 20;
    private const int VeryFew = 3;
    private const double SurelyNotYet = 0.6;
    private const double Learning = 0.25;
    private const double OfBuild = 0.05;
    private const int MostDoubled = 1000;
    private const int AskedAtOnce = 4;
    private const int MostAsked = 100;
    private readonly ConcurrentDictionary<(string Tenant, string Id), Open> open = new();
    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Tenant, string Key)> ours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OsServer> doubled = new(StringComparer.Ordinal);
    private readonly AccountWatch hostsAndPorts = new(account, faults);
    private readonly TurnPart servers = new(time);
    private readonly TurnPart volumes = new(time);
    private readonly TurnPart singles = new(time);
    private readonly TurnPart hosts = new(time);
    private readonly TurnPart ports = new(time);
    private DateTimeOffset? since;
    private DateTimeOffset? builtSince;
    private DateTimeOffset? goneSince;
    private DateTimeOffset watchAt;
    private bool started;
    private bool nobodyBuilt;
    private volatile bool wholeWanted;
    private volatile IReadOnlyList<OsServer> running = [];
    private long requests;
    private long usualBuildTicks;

    public OsAccount Account { get; } = account;

    /// <summary>Looks made so far, in requests.</summary>
    public long Requests => Interlocked.Read(ref requests) + hostsAndPorts.Requests;

    /// <summary>What could not be looked at the last time it was tried, each until it can.</summary>
    public IReadOnlyList<Exception> Failures => [.. new[] { servers, volumes, singles, hosts, ports }.Select(static p => p.Failure).OfType<Exception>()];

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
        var one = new Open(record.Kind, record.Key, record.VimId, record is { Kind: VimResourceKind.Compute, Phase: RecordPhase.CREATING, VimId: not null, Replacing: false }, record.Spec is StorageSpec or SnapshotSpec { SourceKind: VimResourceKind.Storage }, now, now)
        {
            IsRemoved = record is { Kind: VimResourceKind.Compute, VimId: not null } && (record.Phase == RecordPhase.DELETING || record.Replacing),
        };
        if (open.TryGetValue(id, out var known) && known.VimId == one.VimId && known.IsBuilt == one.IsBuilt && known.IsRemoved == one.IsRemoved)
        {
            return null;
        }
        open[id] = one;
        var soon = options.FollowInterval / 3; // many things are quick
        var built = UsualBuild * SurelyNotYet;
        return !one.IsBuilt || built < soon ? soon : built < LongestQuiet ? built : LongestQuiet;
    }

    /// <summary>
    /// One look; answers how long until the next. A service that fails or does not answer holds up what it is asked for and nothing else; <see cref="Failures"/> has what failed.
    /// </summary>
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
        wholeWanted |= watch;
        var looks = new List<Task> { volumes.RunAsync(VolumesAsync, cancellationToken), singles.RunAsync(token => SinglesAsync(ofCinder: false, token), cancellationToken) };
        if (wholeWanted || since is null || open.Values.Any(static o => o.Kind == VimResourceKind.Compute))
        {
            looks.Add(servers.RunAsync(ServersAsync, cancellationToken));
        }
        if (watch)
        {
            var seenServers = looks[^1];
            looks.Add(hosts.RunAsync(hostsAndPorts.HostsAsync, cancellationToken));
            looks.Add(ports.RunAsync(token => PortsAsync(seenServers, token), cancellationToken));
            watchAt = time.GetUtcNow() + options.WatchInterval;
        }
        await AnsweredAsync(Task.WhenAll(looks), cancellationToken);
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

    /// <summary>Waits for what answers soon; what does not goes on by itself.</summary>
    private async Task AnsweredAsync(Task looks, CancellationToken cancellationToken)
    {
        if (!looks.IsCompleted)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(looks, Task.Delay(LongestQuiet, time, enough.Token));
            await enough.CancelAsync();
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task PortsAsync(Task seenServers, CancellationToken cancellationToken)
    {
        await seenServers.WaitAsync(cancellationToken);
        if (since is not null)
        {
            await hostsAndPorts.PortsAsync(running.Select(static s => s.Id).ToHashSet(StringComparer.Ordinal), cancellationToken);
        }
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
        var least = open.Count > VeryFew ? usual / 2 : usual / 4;
        return open.Count > Few || soon > usual ? usual : soon > least ? soon : least;
    }

    private async Task VolumesAsync(CancellationToken cancellationToken)
    {
        if (open.Values.Any(static o => o.Kind == VimResourceKind.Storage && o.VimId is not null))
        {
            await ListedVolumesAsync(cancellationToken);
        }
        await SinglesAsync(ofCinder: true, cancellationToken);
    }

    private async Task ListedVolumesAsync(CancellationToken cancellationToken)
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
    private async Task SinglesAsync(bool ofCinder, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = open.Where(p => p.Value.OfCinder == ofCinder)
            .Where(p => (!p.Value.Fails && (p.Value.VimId is null || p.Value.Kind is not (VimResourceKind.Compute or VimResourceKind.Storage))) || now - p.Value.Since > (p.Value.IsBuilt ? BuildStandsStill : StandsStill))
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
            var fails = read.Value.Error is not null;
            if (open.TryGetValue(id, out var one) && (one.VimId != read.Value.VimId || one.Fails != fails))
            {
                open[id] = one with { VimId = read.Value.VimId, Fails = fails };
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
        // What was built sooner than usual may have been there for long before it was looked at: to look later than that again would teach nothing.
        Interlocked.Exchange(ref usualBuildTicks, before == 0 || build.Ticks < before ? build.Ticks : (long)(before + ((build.Ticks - before) * Learning)));
    }

    /// <param name="Kind">Kind of the resource.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="VimId">OpenStack's identifier, once known.</param>
    /// <param name="IsBuilt">Whether it is a server that is being made: nothing but time passes until it is there.</param>
    /// <param name="OfCinder">Whether Cinder is asked for it.</param>
    /// <param name="BegunAt">When it was followed first.</param>
    /// <param name="Since">When it was last looked at alone, or followed first.</param>
    private sealed record Open(VimResourceKind Kind, string Key, string? VimId, bool IsBuilt, bool OfCinder, DateTimeOffset BegunAt, DateTimeOffset Since)
    {
        /// <summary>Whether going on with it failed the last time: it is tried again, but not at each look.</summary>
        public bool Fails { get; init; }

        /// <summary>Whether it is a server that is being deleted, for good or to be made anew.</summary>
        public bool IsRemoved { get; init; }
    }
}
