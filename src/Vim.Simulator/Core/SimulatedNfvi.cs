using System.Globalization;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>
/// A simulated NFVI: hosts, resources, time, faults. Deterministic: the same calls at the same times with the same seed give the same results.
/// No HTTP, no clock but the given one. One lock guards everything; no call holds it for longer than its own work.
/// </summary>
public sealed partial class SimulatedNfvi : IDisposable
{
    private readonly Lock gate = new();
    private readonly SimulatedAccountOptions options;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly FaultInjector faults;
    private readonly QuotaLedger quotas;
    private readonly FlavourList flavours;
    private readonly CounterBook counters;
    private readonly NfviJournal? journal;
    private readonly List<Host> hosts = [];
    private readonly Dictionary<string, Host> hostsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<ResourceId, SimResource> resources = [];
    private readonly SortedSet<ResourceId> order = [];
    private readonly Dictionary<(string Tenant, string Instance), SortedSet<ResourceId>> byInstance = [];
    private readonly Dictionary<string, SimResource> providerNetworks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Tenant, string VimId), SimResource> networksByVimId = [];
    private readonly Dictionary<ResourceId, ResourceId> trunks = []; // sub-port to its trunk: by identity, so that the journal may bring them in any order
    private readonly Dictionary<ResourceId, int> groupUses = []; // ports that name a security group
    private readonly PriorityQueue<SimResource, DateTimeOffset> due = new();
    private readonly Dictionary<string, long> volumeGibByZone = new(StringComparer.Ordinal);
    private ITimer? timer;
    private long nextId = 1;
    private bool replaying;

    /// <summary>Builds the NFVI, and finds its inventory again in the journal.</summary>
    /// <param name="options">What to simulate.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="time">The clock.</param>
    /// <param name="journalPath">File of the journal; null keeps everything in memory only.</param>
    /// <param name="counterHistory">Deleted keys whose counters are remembered.</param>
    public SimulatedNfvi(SimulatedAccountOptions options, int seed, TimeProvider time, string? journalPath = null, int counterHistory = 10_000)
    {
        this.options = options;
        this.time = time;
        random = new Random(seed);
        faults = new FaultInjector(random);
        flavours = new FlavourList(options);
        quotas = new QuotaLedger(options, flavours);
        counters = new CounterBook(counterHistory);
        IEnumerable<HostGroupOptions> groups = options.Hosts.Count > 0
            ? options.Hosts
            : [new HostGroupOptions { NamePrefix = "host-a-", Zone = "zone-1" }, new HostGroupOptions { NamePrefix = "host-b-", Zone = "zone-2" }];
        foreach (var group in groups)
        {
            for (var i = 1; i <= group.Count; i++)
            {
                var host = new Host(group.NamePrefix + i.ToString(CultureInfo.InvariantCulture), hosts.Count, group);
                hosts.Add(host);
                hostsByName.Add(host.Name, host);
            }
        }

        Zones = [.. hosts.Select(host => host.Zone).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var network in options.ProviderNetworks)
        {
            var spec = new NetworkSpec
            {
                Name = network.Id,
                Type = VimNetworkType.VLAN,
                Subnets = network.Cidr is null ? [] : [new VimSubnet { Cidr = network.Cidr, IpVersion = network.Cidr.Contains(':', StringComparison.Ordinal) ? 6 : 4, Gateway = network.Gateway }],
            };
            var resource = new SimResource(new ResourceId("", VimResourceKind.Network, network.Id), options.Id, network.Id, spec) { State = VimResourceState.ACTIVE, Addresses = new AddressBook() };
            for (var i = 0; i < spec.Subnets.Count; i++) resource.Addresses.Add(spec.Subnets[i], $"{network.Id}-subnet-{i}");
            providerNetworks.Add(network.Id, resource);
        }

        if (journalPath is not null)
        {
            journal = new NfviJournal(journalPath);
            Replay(journal);
        }
    }

    /// <summary>Told of everything that happens, inside the lock: must be quick and must not call back.</summary>
    public Action<SimulatorEvent>? OnEvent { get; set; }

    /// <summary>The account.</summary>
    public string AccountId => options.Id;

    /// <summary>Zones, by name.</summary>
    public IReadOnlyList<string> Zones { get; }

    /// <summary>Whether the account may manage hosts.</summary>
    public bool Administrator => options.Administrator;

    /// <summary>Whether a tenant may use the account.</summary>
    public bool Serves(string tenant) => options.Tenants.Count == 0 || options.Tenants.Contains(tenant);

    /// <summary>The account as the contract shows it.</summary>
    public VimAccount Account
    {
        get
        {
            lock (gate)
            {
                var down = hosts.Count(host => !host.Up);
                return new VimAccount
                {
                    Id = options.Id,
                    Name = options.Name,
                    VimType = "NFVORCHESTRATOR.SIMULATOR.V_1",
                    Zones = Zones,
                    Health = down == 0 ? VimHealth.HEALTHY : down == hosts.Count ? VimHealth.DOWN : VimHealth.DEGRADED,
                    HealthDetail = down == 0 ? null : $"{down} of {hosts.Count} hosts are down",
                };
            }
        }
    }

    /// <summary>Creates, adopts or updates. The fault tells the caller how the answer is to be treated (LOSE_ANSWER, DELAY).</summary>
    public VimPutResult Put(string tenant, string key, VimResourceSpec spec, out FaultRule? fault)
    {
        var id = new ResourceId(tenant, spec.Kind, key);
        lock (gate)
        {
            Advance();
            if (resources.TryGetValue(id, out var existing))
            {
                if (existing.State == VimResourceState.DELETING)
                {
                    throw Refused(VimErrorCause.CONFLICT, id, "is being deleted. Wait until it is gone, then put it again", retryable: true);
                }

                if (!existing.CreationFailed)
                {
                    var differences = VimSpecComparer.Differences(existing.Spec, spec);
                    if (differences.Count == 0)
                    {
                        fault = null;
                        return new VimPutResult(existing.View, VimPutOutcome.Unchanged);
                    }

                    fault = Play(FaultOperation.UPDATE, id, spec.Tags.InstanceId);
                    Update(existing, spec, differences, fault);
                    Commit();
                    return new VimPutResult(existing.View, VimPutOutcome.Updated);
                }
            }

            fault = Play(FaultOperation.CREATE, id, spec.Tags.InstanceId);
            if (existing is not null)
            {
                CheckUnused(existing);
                Remove(existing);
            }

            SimResource made;
            try
            {
                made = Create(id, spec, fault);
            }
            finally
            {
                Commit(); // also when only the failed predecessor went
            }

            return new VimPutResult(made.View, VimPutOutcome.Created);
        }
    }

    /// <summary>The resource as it is now, or null.</summary>
    public VimResource? Find(string tenant, VimResourceKind kind, string key)
    {
        lock (gate)
        {
            Advance();
            return resources.GetValueOrDefault(new ResourceId(tenant, kind, key))?.View;
        }
    }

    /// <summary>The resource, or null. Waits while its state is transitional.</summary>
    public async ValueTask<VimResource?> GetAsync(string tenant, VimResourceKind kind, string key, TimeSpan wait, CancellationToken cancellationToken)
    {
        var id = new ResourceId(tenant, kind, key);
        var start = wait > TimeSpan.Zero ? time.GetTimestamp() : 0;
        while (true)
        {
            Task changed;
            TimeSpan left;
            lock (gate)
            {
                Advance();
                if (!resources.TryGetValue(id, out var resource)) return null;
                if (wait <= TimeSpan.Zero || !resource.State.IsTransitional()) return resource.View;
                left = wait - time.GetElapsedTime(start);
                if (left <= TimeSpan.Zero) return resource.View;
                changed = (resource.Changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            try
            {
                await changed.WaitAsync(left, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                wait = TimeSpan.Zero; // the time is over: answer it as it is
            }
        }
    }

    /// <summary>The rule that applies to a read, if any.</summary>
    public FaultRule? FaultOfRead(string tenant, VimResourceKind kind, string key)
    {
        lock (gate)
        {
            var id = new ResourceId(tenant, kind, key);
            return Play(FaultOperation.GET, id, resources.GetValueOrDefault(id)?.Spec.Tags.InstanceId);
        }
    }

    /// <summary>Starts removing; null when it is gone.</summary>
    public VimResource? Delete(string tenant, VimResourceKind kind, string key, out FaultRule? fault)
    {
        var id = new ResourceId(tenant, kind, key);
        lock (gate)
        {
            Advance();
            fault = null;
            if (!resources.TryGetValue(id, out var resource)) return null;
            if (resource.State == VimResourceState.DELETING) return resource.View;
            CheckUnused(resource);
            fault = Play(FaultOperation.DELETE, id, resource.Spec.Tags.InstanceId);
            resource.State = VimResourceState.DELETING;
            resource.Error = null;
            var latency = kind is VimResourceKind.Compute or VimResourceKind.Storage ? options.Latency.Delete.Draw(random) : TimeSpan.Zero;
            Begin(resource, fault?.Mode == FaultMode.ERROR_STATE ? Pending.DeleteFails : Pending.Delete, latency, fault);
            Commit();
            return resources.ContainsKey(id) ? resource.View : null;
        }
    }

    /// <summary>A page of a tenant's resources, by kind and key.</summary>
    public VimResourcePage List(string tenant, VimResourceQuery query)
    {
        lock (gate)
        {
            Advance();
            var from = new ResourceId(tenant, query.Kind ?? VimResourceKind.Network, "");
            var to = new ResourceId(tenant, query.Kind ?? VimResourceKind.Snapshot, "\uffff");
            if (query.Marker is { } marker)
            {
                var slash = marker.IndexOf('/', StringComparison.Ordinal);
                if (slash < 0 || !VimResourceKinds.TryParse(marker[..slash], out var kind))
                {
                    throw new VimException(VimErrorCause.INVALID_REQUEST, $"marker '{marker}' is not one this list gave out. Start again without it.");
                }

                var after = new ResourceId(tenant, kind, marker[(slash + 1)..] + "\0");
                if (after > from) from = after;
            }

            SortedSet<ResourceId>? set = order;
            if (query.InstanceId is { } instance && !byInstance.TryGetValue((tenant, instance), out set)) return new VimResourcePage([], null);
            var found = new List<VimResource>();
            string? next = null;
            if (from <= to)
            {
                foreach (var id in set.GetViewBetween(from, to))
                {
                    if (found.Count == query.Limit)
                    {
                        next = $"{found[^1].Kind.Token()}/{found[^1].Key}";
                        break;
                    }

                    found.Add(resources[id].View);
                }
            }

            return new VimResourcePage(found, next);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            timer?.Dispose();
            journal?.Dispose();
        }
    }

    private static VimException Refused(VimErrorCause cause, ResourceId id, string what, bool retryable = false) =>
        new(cause, $"{id.Kind.Token()} '{id.Key}' of tenant '{id.Tenant}' {what}.", retryable, id.Kind, id.Key);

    private FaultRule? Play(FaultOperation operation, ResourceId id, string? instanceId)
    {
        var rule = faults.Hit(operation, id, instanceId);
        return rule?.Mode == FaultMode.FAIL ? throw new VimException(FaultInjector.Error(rule, id), id.Kind, id.Key) : rule;
    }

    private string NewId(VimResourceKind kind) => $"{(int)kind + 1:x8}-0000-4000-8000-{nextId++:x12}";
}
