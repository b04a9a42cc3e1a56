namespace NfvOrchestrator.Vim.Simulator;

/// <summary>How resources change.</summary>
public sealed partial class SimulatedNfvi
{
    private static readonly string[][] Changeable =
    [
        ["name", "mtu", "qos", "subnets", "shared", "tags"],
        ["name", "fixedIps", "securityGroups", "portSecurity", "allowedAddresses", "bandwidth", "subPorts", "floatingIp", "tags"],
        ["name", "sizeGib", "type", "tags"],
        ["name", "tags"],
        ["name", "vcpus", "memoryMib", "diskGib", "flavourRef", "flavourProperties", "cpuPolicy", "cpuThreadPolicy", "hugepageSizeKib", "numaNodes", "pciDevices", "portKeys", "volumeKeys", "metadata", "tags"],
        ["properties", "visibility", "tags"],
        ["name", "description", "rules", "tags"],
        ["name", "tags"],
    ];

    private static readonly string[] PlacementFree = ["name", "metadata", "tags", "flavourRef", "flavourProperties", "volumeKeys"];

    private void Update(SimResource resource, VimResourceSpec spec, IReadOnlyList<string> differences, FaultRule? fault)
    {
        var fixedOnes = differences.Where(name => !Changeable[(int)resource.Kind].Contains(name)).ToList();
        if (fixedOnes.Count > 0)
        {
            throw Refused(VimErrorCause.CONFLICT, resource.Id, $"exists with a different {string.Join(", ", fixedOnes)}, which cannot change. Delete it first, or use another key");
        }

        if (resource.State is not (VimResourceState.ACTIVE or VimResourceState.STOPPED or VimResourceState.PENDING_UPLOAD))
        {
            throw Refused(VimErrorCause.CONFLICT, resource.Id, $"is {resource.State} and cannot change now", retryable: resource.State.IsTransitional());
        }

        quotas.Check(resource.Id.Tenant, resource.Key, resource.Spec, spec);
        var old = resource.Spec;
        switch (spec)
        {
            case NetworkSpec network: UpdateNetwork(resource, (NetworkSpec)old, network); break;
            case PortSpec port: UpdatePort(resource, (PortSpec)old, port); break;
            case SecurityGroupSpec group: CheckRemoteGroups(resource.Id, group); break;
            case StorageSpec storage: UpdateStorage(resource, (StorageSpec)old, storage); break;
            case ComputeSpec compute: UpdateCompute(resource, (ComputeSpec)old, compute, differences); break;
        }

        quotas.Book(resource.Id.Tenant, old, -1);
        quotas.Book(resource.Id.Tenant, spec, 1);
        resource.Spec = spec;
        Index(resource, old.Tags.InstanceId, add: false);
        Index(resource, spec.Tags.InstanceId, add: true);
        counters.Add(resource.Id, updated: 1);
        resource.SettledState = fault?.Mode == FaultMode.ERROR_STATE ? VimResourceState.ERROR : resource.State;
        resource.Error = fault?.Mode == FaultMode.ERROR_STATE ? FaultInjector.Error(fault, resource.Id) : null;
        resource.State = VimResourceState.UPDATING;
        Begin(resource, Pending.Update, options.Latency.Update.Draw(random), fault);
    }

    private static void UpdateNetwork(SimResource resource, NetworkSpec old, NetworkSpec spec)
    {
        var prefixKept = spec.Subnets.Count >= old.Subnets.Count && old.Subnets.Select((subnet, i) => string.Equals(subnet.Cidr, spec.Subnets[i].Cidr, StringComparison.Ordinal)).All(same => same);
        if (!prefixKept) throw Refused(VimErrorCause.CONFLICT, resource.Id, "may get further subnets, after those it has; subnets cannot be taken away");
        foreach (var subnet in old.Subnets) resource.Remember(subnet);
        var ids = resource.Outputs.SubnetIds.ToList();
        for (var i = old.Subnets.Count; i < spec.Subnets.Count; i++)
        {
            ids.Add($"{i:x8}-0000-4000-9000-{resource.VimId[^12..]}");
            resource.Addresses!.Add(spec.Subnets[i], ids[i]);
        }

        resource.Outputs = resource.Outputs with { SubnetIds = ids, Mtu = spec.Mtu ?? resource.Outputs.Mtu };
    }

    private void UpdatePort(SimResource resource, PortSpec old, PortSpec spec)
    {
        CheckSubPorts(resource, spec);
        CheckSecurityGroups(resource.Id, spec);
        var book = resource.Network!.Addresses!;
        var before = resource.Outputs;
        var taken = new List<(string Address, string SubnetId)>();
        if (!old.FixedIps.SequenceEqual(spec.FixedIps))
        {
            foreach (var address in before.Addresses) book.Free(address.Address, address.SubnetId);
            if (!book.TryTake(spec.FixedIps, taken, out var reason))
            {
                foreach (var address in before.Addresses) book.Restore(address.Address, address.SubnetId);
                throw Refused(VimErrorCause.ADDRESS_UNAVAILABLE, resource.Id, $"keeps its addresses: {reason}");
            }

            resource.Outputs = PortOutputs(resource, before.MacAddress!, taken) with { FloatingAddress = before.FloatingAddress };
        }

        resource.Outputs = resource.Outputs with { TrunkId = TrunkOf(resource, spec) };
        if (old.FloatingIp != spec.FloatingIp)
        {
            try
            {
                Float(resource, spec.FloatingIp);
            }
            catch (VimException)
            {
                foreach (var (address, subnetId) in taken) book.Free(address, subnetId);
                foreach (var address in before.Addresses) book.Restore(address.Address, address.SubnetId);
                resource.Outputs = before;
                throw;
            }
        }

        BookReferences(resource, old, -1);
        BookReferences(resource, spec, 1);
    }

    private void UpdateStorage(SimResource resource, StorageSpec old, StorageSpec spec)
    {
        var more = spec.SizeGib - old.SizeGib;
        if (more < 0) throw Refused(VimErrorCause.CONFLICT, resource.Id, $"has {old.SizeGib} GiB and cannot shrink to {spec.SizeGib}");
        var zone = resource.Outputs.Zone!;
        if (volumeGibByZone[zone] + more > options.VolumeGibPerZone) throw Refused(VimErrorCause.NO_VALID_HOST, resource.Id, $"cannot grow: zone '{zone}' has too little volume storage left");
        volumeGibByZone[zone] += more;
    }

    private void UpdateCompute(SimResource resource, ComputeSpec old, ComputeSpec spec, IReadOnlyList<string> differences)
    {
        var ports = Attachable(resource, spec.PortKeys, VimResourceKind.Port);
        _ = Attachable(resource, spec.VolumeKeys, VimResourceKind.Storage);
        if (differences.Any(name => !PlacementFree.Contains(name)) || flavours.Find(old)?.Id != flavours.Find(spec)?.Id)
        {
            var groups = Groups(resource.Id, spec);
            var demand = Demand.Of(flavours.Sized(spec), ports.Select(port => (PortSpec)port.Spec));
            BookHost(resource, old, -1);
            var allocation = Scheduler.Choose(hosts, spec, demand, groups, options.Spread, resource.Allocation?.Host, out var reason);
            if (allocation is null)
            {
                BookHost(resource, old, 1);
                throw new VimException(NoValidHost(resource.Id, reason) with { Message = $"Server '{resource.Key}' keeps its size: {NoValidHost(resource.Id, reason).Message}" }, resource.Kind, resource.Key);
            }

            resource.Allocation = allocation;
            BookHost(resource, spec, 1);
        }

        Detach(resource, old.PortKeys.Except(spec.PortKeys, StringComparer.Ordinal), VimResourceKind.Port);
        Detach(resource, old.VolumeKeys.Except(spec.VolumeKeys, StringComparer.Ordinal), VimResourceKind.Storage);
        Attach(resource, spec.PortKeys, VimResourceKind.Port);
        Attach(resource, spec.VolumeKeys, VimResourceKind.Storage);
        resource.Outputs = ComputeOutputs(resource, spec, ports);
    }
}
