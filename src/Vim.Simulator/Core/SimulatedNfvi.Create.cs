using System.Globalization;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>How resources come to be.</summary>
public sealed partial class SimulatedNfvi
{
    private SimResource Create(ResourceId id, VimResourceSpec spec, FaultRule? fault)
    {
        quotas.Check(id.Tenant, id.Key, null, spec);
        var now = time.GetUtcNow();
        var resource = new SimResource(id, options.Id, NewId(spec.Kind), spec)
        {
            CreatedAt = now,
            Group = spec is AffinityGroupSpec ? new AffinityGroup() : null,
        };
        var latency = options.Latency.Create.Draw(random);
        VimError? failure = null;
        switch (spec)
        {
            case NetworkSpec network: DecideNetwork(resource, network); break;
            case PortSpec port: DecidePort(resource, port); break;
            case StorageSpec storage: DecideStorage(resource, storage); break;
            case SecurityGroupSpec group: CheckRemoteGroups(id, group); break;
            case SnapshotSpec snapshot: DecideSnapshot(resource, snapshot); break;
            case ImageSpec image: resource.Outputs = new VimOutputs { SizeBytes = image.ContentFollows ? null : image.SizeBytes }; break;
            case ComputeSpec compute:
                failure = DecideCompute(resource, compute);
                latency = failure is null ? BootTime(resource, compute) : TimeSpan.Zero;
                break;
        }

        if (fault?.Mode == FaultMode.ERROR_STATE) failure ??= FaultInjector.Error(fault, id);
        resource.Error = failure;
        Insert(resource);
        Book(resource, restoring: false);
        counters.Add(id, created: 1);
        Begin(resource, failure is null ? Pending.Create : Pending.CreateFails, latency, fault);
        return resource;
    }

    private void DecideNetwork(SimResource resource, NetworkSpec spec)
    {
        var suffix = resource.VimId[^12..];
        resource.Outputs = new VimOutputs
        {
            SegmentationId = spec.Type == VimNetworkType.FLAT ? null
                : spec.SegmentationId ?? (spec.Type == VimNetworkType.VLAN ? 100 + (int)(nextId % 3900) : 10_000 + (int)(nextId % 16_000_000)),
            Mtu = spec.Mtu ?? (spec.Type == VimNetworkType.VXLAN ? 1450 : 1500),
            SubnetIds = [.. spec.Subnets.Select((_, i) => $"{i:x8}-0000-4000-9000-{suffix}")],
        };
        resource.Addresses = BookOf(spec, resource.Outputs.SubnetIds);
    }

    private static AddressBook BookOf(NetworkSpec spec, IReadOnlyList<string> ids)
    {
        var book = new AddressBook();
        for (var i = 0; i < spec.Subnets.Count; i++) book.Add(spec.Subnets[i], ids[i]);
        return book;
    }

    private void DecidePort(SimResource resource, PortSpec spec)
    {
        var network = FindNetwork(resource.Id, spec.NetworkRef);
        if (network.State is VimResourceState.ERROR or VimResourceState.DELETING)
        {
            throw Refused(VimErrorCause.CONFLICT, resource.Id, $"cannot be made on network '{spec.NetworkRef}', which is {network.State}");
        }

        CheckSecurityGroups(resource.Id, spec);
        CheckSubPorts(resource, spec);
        var number = nextId;
        var mac = spec.MacAddress?.ToLowerInvariant()
            ?? string.Create(CultureInfo.InvariantCulture, $"fa:16:{(number >> 24) & 0xff:x2}:{(number >> 16) & 0xff:x2}:{(number >> 8) & 0xff:x2}:{number & 0xff:x2}");
        if (!network.Addresses!.TakeMac(mac))
        {
            throw Refused(VimErrorCause.ADDRESS_UNAVAILABLE, resource.Id, $"cannot have MAC address {mac}: another port of network '{spec.NetworkRef}' has it");
        }

        var taken = new List<(string Address, string SubnetId)>();
        if (!network.Addresses.TryTake(spec.FixedIps, taken, out var reason))
        {
            network.Addresses.FreeMac(mac);
            throw Refused(VimErrorCause.ADDRESS_UNAVAILABLE, resource.Id, $"cannot have an address on network '{spec.NetworkRef}': {reason}");
        }

        resource.Network = network;
        resource.Outputs = PortOutputs(resource, mac, taken) with { TrunkId = TrunkOf(resource, spec) };
        if (spec.FloatingIp is not { } floating) return;
        try
        {
            Float(resource, floating);
        }
        catch (VimException)
        {
            network.Addresses.FreeMac(mac);
            foreach (var (address, subnetId) in taken) network.Addresses.Free(address, subnetId);
            throw;
        }
    }

    private static string? TrunkOf(SimResource port, PortSpec spec) => spec.SubPorts.Count > 0 ? "trunk-" + port.VimId : null;

    private static VimOutputs PortOutputs(SimResource port, string mac, List<(string Address, string SubnetId)> taken) => new()
    {
        MacAddress = mac,
        VimNetworkId = port.Network!.VimId,
        Addresses = [.. taken.Select(one => new VimAddress(port.Key, one.Address, mac, one.SubnetId))],
        AttachedTo = port.AttachedTo?.VimId,
    };

    private void DecideStorage(SimResource resource, StorageSpec spec)
    {
        var zone = spec.Zone ?? Zones[0];
        if (!Zones.Contains(zone)) throw Refused(VimErrorCause.NOT_FOUND, resource.Id, $"names zone '{zone}', which does not exist ({string.Join(", ", Zones)} do)");
        if (volumeGibByZone.GetValueOrDefault(zone) + spec.SizeGib > options.VolumeGibPerZone)
        {
            throw Refused(VimErrorCause.NO_VALID_HOST, resource.Id, $"does not fit: zone '{zone}' has {options.VolumeGibPerZone - volumeGibByZone.GetValueOrDefault(zone)} GiB of volume storage left, {spec.SizeGib} are needed");
        }

        CheckSource(resource, spec);
        resource.Outputs = new VimOutputs { Zone = zone };
    }

    /// <summary>Chooses host and addresses. A missing host is not refused but ends in ERROR, as VIMs do; what the specification refers to must be there, though.</summary>
    private VimError? DecideCompute(SimResource resource, ComputeSpec spec)
    {
        if (spec.ImageRef is { } image) CheckImage(resource.Id, image);
        if (spec.FlavourRef is { } flavour && !options.AcceptUnknownReferences && !flavours.Contains(flavour))
        {
            throw Refused(VimErrorCause.NOT_FOUND, resource.Id, $"names flavour '{flavour}', which does not exist");
        }

        if (spec.Zone is { } zone && !Zones.Contains(zone)) throw Refused(VimErrorCause.NOT_FOUND, resource.Id, $"names zone '{zone}', which does not exist ({string.Join(", ", Zones)} do)");
        if (spec.HostHint is { } hint && !hostsByName.ContainsKey(hint)) throw Refused(VimErrorCause.NOT_FOUND, resource.Id, $"names host '{hint}', which does not exist");
        var ports = Attachable(resource, spec.PortKeys, VimResourceKind.Port);
        _ = Attachable(resource, spec.VolumeKeys, VimResourceKind.Storage);
        var groups = Groups(resource.Id, spec);
        var demand = Demand.Of(flavours.Sized(spec), ports.Select(port => (PortSpec)port.Spec));
        resource.Allocation = Scheduler.Choose(hosts, spec, demand, groups, options.Spread, prefer: null, out var reason);
        resource.Outputs = ComputeOutputs(resource, spec, ports);
        return resource.Allocation is not null ? null : NoValidHost(resource.Id, reason);
    }

    private VimError NoValidHost(ResourceId id, string reason) => new()
    {
        Cause = VimErrorCause.NO_VALID_HOST,
        Message = $"No valid host for server '{id.Key}': none of {hosts.Count} hosts fits ({reason}).",
        RequestId = $"req-{nextId:x}",
    };

    private VimOutputs ComputeOutputs(SimResource resource, ComputeSpec spec, List<SimResource> ports) => new()
    {
        Addresses = [.. ports.SelectMany(port => port.Outputs.Addresses)],
        Host = resource.Allocation?.Host,
        HostNumaNodes = resource.Allocation?.Nodes ?? [],
        Zone = resource.Allocation is { } allocation ? hostsByName[allocation.Host].Zone : null,
        FlavourId = spec.FlavourRef ?? flavours.Find(spec)?.Id ?? string.Create(CultureInfo.InvariantCulture, $"c{spec.Vcpus}-m{spec.MemoryMib}-d{spec.DiskGib + spec.FurtherDisksGib.Sum()}"),
        Vcpus = flavours.Sized(spec).Vcpus,
        MemoryMib = flavours.Sized(spec).MemoryMib,
        ImageId = spec.ImageRef,
        AttachedPorts = resource.Allocation is null ? [] : spec.PortKeys,
        AttachedVolumes = resource.Allocation is null ? [] : spec.VolumeKeys,
    };

    private TimeSpan BootTime(SimResource resource, ComputeSpec spec)
    {
        var boot = options.Latency.Boot.Draw(random);
        if (spec.ImageRef is { } image && resource.Allocation is { } allocation && hostsByName[allocation.Host].Images.Add(image)) boot += options.Latency.ImageCopy.Draw(random);
        return boot;
    }

    private void CheckImage(ResourceId id, string reference)
    {
        if (id.Kind == VimResourceKind.Compute && resources.TryGetValue(new ResourceId(id.Tenant, VimResourceKind.Snapshot, reference), out var snapshot))
        {
            if (((SnapshotSpec)snapshot.Spec).SourceKind != VimResourceKind.Compute) throw Refused(VimErrorCause.CONFLICT, id, $"names snapshot '{reference}', which is not one of a server");
            if (snapshot.State != VimResourceState.ACTIVE) throw Refused(VimErrorCause.CONFLICT, id, $"needs snapshot '{reference}', which is {snapshot.State}", retryable: snapshot.State.IsTransitional());
            return;
        }

        if (resources.TryGetValue(new ResourceId(id.Tenant, VimResourceKind.Image, reference), out var image))
        {
            if (image.State != VimResourceState.ACTIVE)
            {
                throw Refused(VimErrorCause.CONFLICT, id, $"needs image '{reference}', which is {image.State}", retryable: image.State != VimResourceState.ERROR);
            }

            return;
        }

        if (!options.AcceptUnknownReferences && !options.Images.Contains(reference))
        {
            throw Refused(VimErrorCause.NOT_FOUND, id, $"names image '{reference}', which does not exist. Put the image first");
        }
    }

    private SimResource? TryFindNetwork(string tenant, string reference) =>
        resources.TryGetValue(new ResourceId(tenant, VimResourceKind.Network, reference), out var own)
            || providerNetworks.TryGetValue(reference, out own)
            || networksByVimId.TryGetValue((tenant, reference), out own)
                ? own
                : null;

    private SimResource FindNetwork(ResourceId id, string reference) => TryFindNetwork(id.Tenant, reference)
        ?? throw Refused(VimErrorCause.NOT_FOUND, id, $"names network '{reference}', which is neither a key of this tenant nor known to the VIM");

    private List<SimResource> Attachable(SimResource server, IReadOnlyList<string> keys, VimResourceKind kind)
    {
        var found = new List<SimResource>(keys.Count);
        foreach (var key in keys)
        {
            if (!resources.TryGetValue(new ResourceId(server.Id.Tenant, kind, key), out var one))
            {
                throw Refused(VimErrorCause.NOT_FOUND, server.Id, $"names {kind.Token()} '{key}', which does not exist. Put it first");
            }

            if (one.State is not (VimResourceState.ACTIVE or VimResourceState.CREATING or VimResourceState.UPDATING) || (kind == VimResourceKind.Storage && one.State == VimResourceState.CREATING))
            {
                throw Refused(VimErrorCause.CONFLICT, server.Id, $"needs {kind.Token()} '{key}', which is {one.State}", retryable: one.State == VimResourceState.CREATING);
            }

            if (one.AttachedTo is { } other && other != server && one.Spec is not StorageSpec { MultiAttach: true })
            {
                throw Refused(VimErrorCause.CONFLICT, server.Id, $"needs {kind.Token()} '{key}', which is attached to server '{other.Key}'", retryable: other.State == VimResourceState.DELETING);
            }

            if (trunks.TryGetValue(one.Id, out var trunk)) throw Refused(VimErrorCause.CONFLICT, server.Id, $"needs port '{key}', which is carried on port '{trunk.Key}'");
            found.Add(one);
        }

        return found;
    }

    private List<SimResource> Groups(ResourceId id, ComputeSpec spec)
    {
        var groups = new List<SimResource>(spec.AffinityGroupKeys.Count);
        foreach (var key in spec.AffinityGroupKeys)
        {
            if (!resources.TryGetValue(new ResourceId(id.Tenant, VimResourceKind.AffinityGroup, key), out var group)
                || group.State is VimResourceState.DELETING or VimResourceState.ERROR)
            {
                throw Refused(VimErrorCause.NOT_FOUND, id, $"names affinity group '{key}', which does not exist. Put it first");
            }

            groups.Add(group);
        }

        return groups;
    }
}
