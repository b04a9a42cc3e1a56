using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Capacity;

/// <summary>
/// Capacity of an account. Administrators see hosts (Placement's inventories and usages); everybody else sees what the quotas leave. What neither tells is left out: unknown is not infinite.
/// </summary>
internal static class CapacityReader
{
    /// <summary>Name among the pools of a host of its memory without over-commitment.</summary>
    private const string Uncommitted = "MEMORY_MB without over-commitment";

    public static async Task<VimCapacity> ReadAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var limits = QuotasAsync(account, cancellationToken);
        var hosts = HostsAsync(account, cancellationToken);
        await Task.WhenAll(limits, hosts);
        var quotas = await limits;
        var zones = await hosts ?? ByQuota(await ZonesAsync(account, cancellationToken), quotas);
        return new VimCapacity { AccountId = account.Id, MeasuredAt = account.Time.GetUtcNow(), Zones = zones, Quotas = quotas, QuotasOfAccount = true };
    }

    public static async Task<IReadOnlyList<string>> ZonesAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Compute, "os-availability-zone"), cancellationToken);
        return [.. answer.Read(OsJson.Default.ZonesAnswer).AvailabilityZoneInfo.Where(static z => z.ZoneState?.Available != false).Select(static z => z.ZoneName).Order(StringComparer.Ordinal)];
    }

    public static async Task<IReadOnlyList<VimQuota>> QuotasAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var quotas = new List<VimQuota>();
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var hasVolumes = await account.Cloud.HasAsync(OsService.Volume, cancellationToken);
        var ofCompute = account.SendAsync(OsCall.Get(OsService.Compute, "limits"), cancellationToken);
        var ofVolume = hasVolumes ? account.SendAsync(OsCall.Get(OsService.Volume, "limits"), cancellationToken) : null;
        var ofNetwork = account.SendAsync(OsCall.Get(OsService.Network, $"quotas/{project}/details.json") with { Accept = [403, 404] }, cancellationToken);
        await Task.WhenAll(ofVolume is null ? [ofCompute, ofNetwork] : [ofCompute, ofNetwork, ofVolume]);
        var compute = (await ofCompute).Read(OsJson.Default.ComputeLimitsAnswer).Limits.Absolute;
        Add("servers", compute, "maxTotalInstances", "totalInstancesUsed");
        Add("vcpus", compute, "maxTotalCores", "totalCoresUsed");
        Add("memoryMib", compute, "maxTotalRAMSize", "totalRAMUsed");
        Add("affinityGroups", compute, "maxServerGroups", "totalServerGroupsUsed");
        if (ofVolume is not null)
        {
            var volume = (await ofVolume).Read(OsJson.Default.ComputeLimitsAnswer).Limits.Absolute;
            Add("volumes", volume, "maxTotalVolumes", "totalVolumesUsed");
            Add("volumeGib", volume, "maxTotalVolumeGigabytes", "totalGigabytesUsed");
        }
        var network = await ofNetwork;
        if (network.IsSuccess)
        {
            var details = network.Read(OsJson.Default.NetworkQuotaAnswer).Quota;
            foreach (var (name, theirs) in new[] { ("networks", "network"), ("ports", "port"), ("securityGroups", "security_group") })
            {
                if (details.TryGetValue(theirs, out var detail))
                {
                    quotas.Add(new VimQuota(name, detail.Limit, detail.Used + detail.Reserved));
                }
            }
        }
        return quotas;

        void Add(string name, IReadOnlyDictionary<string, long> limits, string limit, string used)
        {
            if (limits.TryGetValue(limit, out var most) && limits.TryGetValue(used, out var now))
            {
                quotas.Add(new VimQuota(name, most < 0 ? -1 : most, now));
            }
        }
    }

    /// <summary>What the quotas leave, shown in every zone: an upper bound that holds for all zones together.</summary>
    private static List<VimZoneCapacity> ByQuota(IReadOnlyList<string> zones, IReadOnlyList<VimQuota> quotas)
    {
        VimPool? Pool(string name) => quotas.FirstOrDefault(q => q.Name == name) is { Limit: >= 0 } quota ? new VimPool(quota.Limit, quota.Used) : null;
        if (Pool("vcpus") is not { } vcpus || Pool("memoryMib") is not { } memory)
        {
            return []; // without a limit nothing is known
        }
        return
        [
            .. zones.Select(zone => new VimZoneCapacity
            {
                Zone = zone,
                // Huge pages of either size come out of the same memory: it is told once.
                Pools = new VimPools { SharedVcpus = vcpus, PinnedCores = vcpus, MemoryMib = memory, Hugepages2Mib = memory, DiskGib = default, VolumeGib = Pool("volumeGib") },
            }),
        ];
    }

    private static async Task<IReadOnlyList<VimZoneCapacity>?> HostsAsync(OsAccount account, CancellationToken cancellationToken)
    {
        if (!await account.Cloud.HasAsync(OsService.Placement, cancellationToken))
        {
            return null;
        }
        Task<OsAnswer> AskAsync(OsService service, string path) => account.SendAsync(OsCall.Get(service, path) with { Accept = [403] }, cancellationToken);
        var answers = await Task.WhenAll(
            AskAsync(OsService.Placement, "resource_providers"), AskAsync(OsService.Compute, "os-availability-zone/detail"), AskAsync(OsService.Compute, "os-aggregates"), AskAsync(OsService.Compute, "os-services?binary=nova-compute"));
        var (answer, zoneAnswer, aggregateAnswer, servicesAnswer) = (answers[0], answers[1], answers[2], answers[3]);
        if (!answer.IsSuccess || !zoneAnswer.IsSuccess)
        {
            return null;
        }
        var providers = answer.Read(OsJson.Default.ProvidersAnswer).ResourceProviders;
        var aggregates = aggregateAnswer.IsSuccess ? aggregateAnswer.Read(OsJson.Default.AggregatesAnswer).Aggregates : [];
        var services = servicesAnswer.IsSuccess ? servicesAnswer.Read(OsJson.Default.ServicesAnswer).Services : [];
        var zoneOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var zone in zoneAnswer.Read(OsJson.Default.ZonesAnswer).AvailabilityZoneInfo)
        {
            foreach (var (host, programs) in zone.Hosts ?? new Dictionary<string, IReadOnlyDictionary<string, OsZoneService>>(StringComparer.Ordinal))
            {
                if (programs.ContainsKey("nova-compute"))
                {
                    zoneOf[host] = zone.ZoneName;
                }
            }
        }
        var power = await PowerAsync(account, cancellationToken);
        account.Providers.Keep(providers);
        var roots = providers.Where(p => p.ParentProviderUuid is null && zoneOf.ContainsKey(p.Name)).ToList();
        // The root first, then what is below it (NUMA nodes, PCI devices).
        var trees = providers.OrderByDescending(static p => p.ParentProviderUuid is null).ToLookup(static p => p.RootProviderUuid ?? p.Uuid, StringComparer.Ordinal);
        var hosts = await Task.WhenAll(roots.Select(async root =>
        {
            var pools = new Dictionary<string, VimPool>(StringComparer.Ordinal);
            var states = await Task.WhenAll(trees[root.Uuid].Select(p => account.Providers.ReadAsync(p, cancellationToken)));
            foreach (var told in states)
            {
                Add(pools, told.Inventories, told.Usages);
            }
            var service = services.FirstOrDefault(s => s.Host == root.Name);
            return new VimHostCapacity
            {
                Host = root.Name,
                Up = service is null || service.State == "up",
                Schedulable = service is null || service.Status == "enabled",
                Aggregates = [.. aggregates.Where(a => a.Hosts.Contains(root.Name, StringComparer.Ordinal)).Select(static a => a.Name)],
                Traits = states[0].Traits,
                // An agent on the host knows it by its own name, which may lack the domain.
                PowerWatts = power.TryGetValue(root.Name, out var watts) || power.TryGetValue(root.Name.Split('.')[0], out watts) ? watts : null,
                Pools = new VimPools
                {
                    SharedVcpus = pools.GetValueOrDefault("VCPU"),
                    PinnedCores = pools.GetValueOrDefault("PCPU"),
                    MemoryMib = pools.GetValueOrDefault("MEMORY_MB"),
                    // Placement does not count huge pages apart: the memory without over-commitment is an upper bound for pages of both sizes together (told once), the scheduler knows the pages.
                    Hugepages2Mib = pools.GetValueOrDefault(Uncommitted),
                    DiskGib = pools.GetValueOrDefault("DISK_GB"),
                    // Only where Placement counts PCI devices; Nova counts them in secret otherwise.
                    SriovVfs = pools.TryGetValue("SRIOV_NET_VF", out var functions) ? functions : null,
                },
            };
        }));
        return
        [
            .. hosts.GroupBy(h => zoneOf[h.Host], StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal).Select(static zone => new VimZoneCapacity
            {
                Zone = zone.Key,
                Hosts = [.. zone.OrderBy(static h => h.Host, StringComparer.Ordinal)],
                Pools = Sum(zone.Where(static h => h.Up && h.Schedulable)),
            }),
        ];
    }

    /// <summary>Power of hosts in W. Servers are placed without it: a Gnocchi that does not answer makes it unknown, and the probe of the account tells why.</summary>
    private static async Task<IReadOnlyDictionary<string, double>> PowerAsync(OsAccount account, CancellationToken cancellationToken)
    {
        try
        {
            return await GnocchiMetrics.PowerAsync(account, cancellationToken);
        }
        catch (VimException)
        {
            return new Dictionary<string, double>(StringComparer.Ordinal);
        }
    }

    private static void Add(Dictionary<string, VimPool> pools, IReadOnlyDictionary<string, OsInventory> inventories, IReadOnlyDictionary<string, long> usages)
    {
        foreach (var (name, inventory) in inventories)
        {
            var before = pools.GetValueOrDefault(name);
            pools[name] = new VimPool(before.Total + (long)((inventory.Total - inventory.Reserved) * inventory.AllocationRatio), before.Used + usages.GetValueOrDefault(name));
            if (name == "MEMORY_MB")
            {
                pools[Uncommitted] = new VimPool(pools.GetValueOrDefault(Uncommitted).Total + inventory.Total - inventory.Reserved, pools[name].Used);
            }
        }
    }

    private static VimPools Sum(IEnumerable<VimHostCapacity> hosts)
    {
        var list = hosts.ToList();
        VimPool Of(Func<VimPools, VimPool> pick) => new(list.Sum(h => pick(h.Pools).Total), list.Sum(h => pick(h.Pools).Used));
        return new VimPools
        {
            SharedVcpus = Of(static p => p.SharedVcpus),
            PinnedCores = Of(static p => p.PinnedCores),
            MemoryMib = Of(static p => p.MemoryMib),
            Hugepages2Mib = Of(static p => p.Hugepages2Mib),
            DiskGib = Of(static p => p.DiskGib),
            SriovVfs = list.Exists(static h => h.Pools.SriovVfs is null) ? null : Of(static p => p.SriovVfs ?? default),
        };
    }
}
