using System.Security.Cryptography;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What is done to and read from the NFVI besides the contract's resources.</summary>
public sealed partial class SimulatedNfvi
{
    private readonly LoadModel loads = new();

    /// <summary>Adds or replaces a fault rule.</summary>
    public FaultRule AddFault(FaultRule rule)
    {
        lock (gate) return faults.Add(rule);
    }

    /// <summary>Removes a fault rule; what it left hanging is released with <see cref="ReleaseHung"/>.</summary>
    public bool RemoveFault(string id)
    {
        lock (gate) return faults.Remove(id);
    }

    /// <summary>Removes all fault rules.</summary>
    public void ClearFaults()
    {
        lock (gate) faults.Clear();
    }

    /// <summary>All fault rules.</summary>
    public IReadOnlyList<FaultView> Faults()
    {
        lock (gate) return faults.List();
    }

    /// <summary>Finishes everything that hangs.</summary>
    /// <returns>How many resources hung.</returns>
    public int ReleaseHung()
    {
        lock (gate)
        {
            Advance();
            var hung = resources.Values.Where(resource => resource.Pending != Pending.None && resource.DueAt is null).OrderBy(resource => resource.Id).ToList();
            var now = time.GetUtcNow();
            foreach (var resource in hung) Finish(resource, now);
            Commit();
            return hung.Count;
        }
    }

    /// <summary>Takes a host down (its servers go to ERROR) or up again (they come back); false when there is no such host.</summary>
    public bool SetHost(string name, bool up)
    {
        lock (gate)
        {
            Advance();
            if (!hostsByName.TryGetValue(name, out var host)) return false;
            if (host.Up == up) return true;
            host.Up = up;
            journal?.Add(HostLine(host));
            OnEvent?.Invoke(new SimulatorEvent(up ? "nfv.vim.host.up" : "nfv.vim.host.down", null, null, name, $"Host '{name}' in zone '{host.Zone}' is {(up ? "up" : "down")}; {host.Servers.Count} servers are on it", null, time.GetUtcNow()));
            foreach (var server in host.Servers.OrderBy(server => server.Id).ToList())
            {
                if (up && server is { State: VimResourceState.ERROR, Error.Cause: VimErrorCause.HOST_DOWN })
                {
                    server.State = server.SettledState;
                    server.Error = null;
                    Changed(server);
                    Tell(server, "recovered", $"server '{server.Key}' is {server.State}: host '{name}' is up again");
                }
                else if (!up && server.State != VimResourceState.DELETING && !server.CreationFailed)
                {
                    server.Pending = Pending.None;
                    server.DueAt = null;
                    Fail(server, new VimError { Cause = VimErrorCause.HOST_DOWN, Message = $"Host '{name}' of server '{server.Key}' is down. Heal the server on another host, or wait for the host." });
                }
            }

            Commit();
            return true;
        }
    }

    /// <summary>Sets the load of some servers.</summary>
    public LoadRule SetLoad(LoadRule rule)
    {
        lock (gate) return loads.Set(rule, time.GetUtcNow());
    }

    /// <summary>Removes a load rule.</summary>
    public bool RemoveLoad(string id)
    {
        lock (gate) return loads.Remove(id);
    }

    /// <summary>All load rules.</summary>
    public IReadOnlyList<LoadRule> Loads()
    {
        lock (gate) return loads.List();
    }

    /// <summary>Utilisation of every server and host now.</summary>
    public (IReadOnlyList<ServerSample> Servers, IReadOnlyList<HostSample> Hosts) Sample()
    {
        lock (gate)
        {
            Advance();
            var servers = hosts.SelectMany(host => host.Servers.OrderBy(server => server.Id)).ToList();
            var now = loads.Loads(servers, time.GetUtcNow());
            var busy = new Dictionary<string, double>(StringComparer.Ordinal);
            for (var i = 0; i < servers.Count; i++)
            {
                var host = servers[i].Allocation!.Host;
                busy[host] = busy.GetValueOrDefault(host) + (((ComputeSpec)servers[i].Spec).Vcpus * now[i].Cpu / 100);
            }

            var hostSamples = hosts.ConvertAll(host =>
            {
                var share = host.Cores == 0 || !host.Up ? 0 : Math.Min(1, busy.GetValueOrDefault(host.Name) / host.Cores);
                var pools = host.Pools();
                var memory = pools.MemoryMib.Total + pools.Hugepages2Mib.Total + pools.Hugepages1Gib.Total;
                var used = pools.MemoryMib.Used + pools.Hugepages2Mib.Used + pools.Hugepages1Gib.Used;
                return new HostSample(host.Name, host.Zone, share * 100, memory == 0 ? 0 : 100.0 * used / memory, Power(host, share), host.Servers.Count);
            });
            var watts = hostSamples.ToDictionary(sample => sample.Host, sample => sample.PowerWatts, StringComparer.Ordinal);
            var serverSamples = new ServerSample[servers.Count];
            for (var i = 0; i < serverSamples.Length; i++)
            {
                var host = hostsByName[servers[i].Allocation!.Host];
                var work = ((ComputeSpec)servers[i].Spec).Vcpus * now[i].Cpu / 100;
                var all = busy[host.Name];
                var power = all <= 0 || !host.Up ? 0 : (watts[host.Name] - host.Options.IdleWatts) * work / all;
                serverSamples[i] = new ServerSample(servers[i].Id.Tenant, servers[i].View, now[i].Cpu, now[i].Memory, now[i].Incoming, now[i].Outgoing, power);
            }

            return (serverSamples, hostSamples);
        }
    }

    /// <summary>The flavour that a server like this would get; null: one of its own.</summary>
    public VimFlavour? FindFlavour(ComputeSpec server) => flavours.Find(server);

    /// <summary>A page of the flavours.</summary>
    public VimFlavourPage Flavours(string? marker, int limit) => flavours.Page(marker, limit);

    /// <summary>A page of the images that were there before us and of those of a tenant.</summary>
    public VimImagePage Images(string tenant, string? marker, int limit)
    {
        lock (gate)
        {
            var page = options.Images.Select(id => new VimImage { Id = id, Name = id, Usable = true })
                .Concat(order.Where(id => id.Tenant == tenant && id.Kind == VimResourceKind.Image).Select(id => resources[id].View).Where(view => view.VimResourceId is not null).Select(view => new VimImage
                {
                    Id = view.VimResourceId!,
                    Name = ((ImageSpec)view.Spec).Name,
                    Usable = view.State == VimResourceState.ACTIVE,
                    Status = view.State.ToString(),
                    SizeBytes = ((ImageSpec)view.Spec).SizeBytes,
                    MinDiskGib = ((ImageSpec)view.Spec).MinDiskGib,
                    Key = view.Key,
                }))
                .Where(image => string.CompareOrdinal(image.Id, marker) > 0).OrderBy(image => image.Id, StringComparer.Ordinal).Take(limit + 1).ToList();
            return page.Count > limit ? new VimImagePage(page[..limit], page[limit - 1].Id) : new VimImagePage(page, null);
        }
    }

    /// <summary>A network by its key, or by its identifier at the VIM; null: the tenant can use none of this name.</summary>
    public VimNetwork? FindNetwork(string tenant, string reference)
    {
        lock (gate)
        {
            return TryFindNetwork(tenant, reference) is { } found
                ? new VimNetwork
                {
                    Id = found.VimId,
                    Name = ((NetworkSpec)found.Spec).Name,
                    Subnets = [.. ((NetworkSpec)found.Spec).Subnets.Zip(found.Addresses!.SubnetIds, (subnet, id) => found.Told(subnet, id))],
                }
                : null;
        }
    }

    /// <summary>Capacity as a tenant sees it.</summary>
    public VimCapacity Capacity(string tenant)
    {
        var (_, samples) = Sample();
        lock (gate)
        {
            return new VimCapacity
            {
                AccountId = options.Id,
                MeasuredAt = time.GetUtcNow(),
                Quotas = quotas.Quotas(tenant),
                Zones = [.. hosts.Zip(samples).GroupBy(pair => pair.First.Zone, StringComparer.Ordinal).OrderBy(zone => zone.Key, StringComparer.Ordinal).Select(zone =>
                {
                    var shown = zone.Select(pair => Show(pair.First, pair.Second)).ToList();
                    return new VimZoneCapacity { Zone = zone.Key, Hosts = shown, Pools = Sum(zone.Key, shown) };
                })],
            };
        }
    }

    /// <summary>Everything there is, of all tenants or one.</summary>
    public SimulatorInventory Inventory(string? tenant = null)
    {
        var (_, samples) = Sample();
        lock (gate)
        {
            return new SimulatorInventory
            {
                AccountId = options.Id,
                Resources = [.. order.Where(id => tenant is null || id.Tenant == tenant).Select(id => new InventoryItem(id.Tenant, resources[id].View))],
                Counters = [.. counters.All.Where(pair => tenant is null || pair.Key.Tenant == tenant).OrderBy(pair => pair.Key).Select(pair => new InventoryCounters(pair.Key, pair.Value))],
                Totals = counters.Totals,
                Hosts = [.. hosts.Zip(samples).Select(pair => Show(pair.First, pair.Second))],
            };
        }
    }

    /// <summary>How often what was really done under a key.</summary>
    public ResourceCounters Counters(string tenant, VimResourceKind kind, string key)
    {
        lock (gate) return counters.Of(new ResourceId(tenant, kind, key)) ?? new ResourceCounters(0, 0, 0, 0);
    }

    /// <summary>Takes the content of an image, counts and checks it, and forgets it: nothing boots here.</summary>
    public async Task<VimResource> UploadAsync(string tenant, string key, Stream content, CancellationToken cancellationToken)
    {
        var id = new ResourceId(tenant, VimResourceKind.Image, key);
        ImageSpec spec;
        lock (gate)
        {
            Advance();
            if (!resources.TryGetValue(id, out var image)) throw Refused(VimErrorCause.NOT_FOUND, id, "does not exist. Put it first");
            if (image.State == VimResourceState.ACTIVE) return image.View;
            if (image.State != VimResourceState.PENDING_UPLOAD) throw Refused(VimErrorCause.CONFLICT, id, $"is {image.State} and takes no content", retryable: image.State.IsTransitional());
            spec = (ImageSpec)image.Spec;
        }

        using var hash = IncrementalHash.CreateHash(spec.ChecksumAlgorithm switch
        {
            "SHA-384" => HashAlgorithmName.SHA384,
            "SHA-512" => HashAlgorithmName.SHA512,
            "SHA-256" => HashAlgorithmName.SHA256,
            _ => throw Refused(VimErrorCause.NOT_SUPPORTED, id, $"has a checksum by {spec.ChecksumAlgorithm}, which the simulator cannot check"),
        });
        var buffer = new byte[128 * 1024];
        long size = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            size += read;
            if (size > spec.SizeBytes) throw Refused(VimErrorCause.INVALID_REQUEST, id, $"was announced with {spec.SizeBytes} bytes, and more came. The content is not kept");
            hash.AppendData(buffer.AsSpan(0, read));
        }

        if (spec.SizeBytes is { } announced && size != announced) throw Refused(VimErrorCause.INVALID_REQUEST, id, $"was announced with {announced} bytes, and {size} came. The content is not kept");
        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (spec.Checksum is { } checksum && !string.Equals(checksum, digest, StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(VimErrorCause.INVALID_REQUEST, id, $"was announced with {spec.ChecksumAlgorithm} {checksum}, and the content has {digest}. The content is not kept");
        }

        lock (gate)
        {
            if (!resources.TryGetValue(id, out var image)) throw Refused(VimErrorCause.NOT_FOUND, id, "was deleted during the upload");
            if (image.State == VimResourceState.PENDING_UPLOAD)
            {
                image.State = VimResourceState.ACTIVE;
                image.SettledState = VimResourceState.ACTIVE;
                image.Outputs = image.Outputs with { SizeBytes = size };
                Changed(image);
                Commit();
            }

            return image.View;
        }
    }

    private static double Power(Host host, double share) =>
        host.Up ? host.Options.IdleWatts + ((host.Options.PeakWatts - host.Options.IdleWatts) * share) : 0;

    private static VimHostCapacity Show(Host host, HostSample sample) => new()
    {
        Host = host.Name,
        Up = host.Up,
        Schedulable = host.Schedulable,
        Aggregates = [.. host.Options.Aggregates],
        Traits = [.. host.Options.Traits],
        Pools = host.Pools(),
        NumaNodes = [.. host.Nodes.Select((node, i) => new VimNumaCapacity(
            i, new VimPool(node.Cores, node.CoresUsed), new VimPool(node.MemoryMib, node.MemoryUsed), new VimPool(node.Huge2, node.Huge2Used), new VimPool(node.Huge1G, node.Huge1GUsed), new VimPool(node.Vfs, node.VfsUsed)))],
        Servers = host.Servers.Count,
        PowerWatts = sample.PowerWatts,
        IdleWatts = host.Options.IdleWatts,
        PeakWatts = host.Options.PeakWatts,
    };

    private VimPools Sum(string zone, List<VimHostCapacity> shown)
    {
        VimPool Total(Func<VimPools, VimPool> pick) =>
            shown.Where(host => host.Up).Aggregate(default(VimPool), (sum, host) => new VimPool(sum.Total + pick(host.Pools).Total, sum.Used + pick(host.Pools).Used));
        return new VimPools
        {
            SharedVcpus = Total(pools => pools.SharedVcpus),
            PinnedCores = Total(pools => pools.PinnedCores),
            MemoryMib = Total(pools => pools.MemoryMib),
            Hugepages2Mib = Total(pools => pools.Hugepages2Mib),
            Hugepages1Gib = Total(pools => pools.Hugepages1Gib),
            DiskGib = Total(pools => pools.DiskGib),
            SriovVfs = Total(pools => pools.SriovVfs ?? default),
            VolumeGib = new VimPool(options.VolumeGibPerZone, volumeGibByZone.GetValueOrDefault(zone)),
        };
    }
}
