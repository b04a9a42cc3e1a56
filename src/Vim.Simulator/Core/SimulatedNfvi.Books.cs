namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What a resource occupies: booked once when it is made (or found in the journal), given back once when it goes.</summary>
public sealed partial class SimulatedNfvi
{
    private void Insert(SimResource resource)
    {
        resources.Add(resource.Id, resource);
        order.Add(resource.Id);
        if (resource.Kind == VimResourceKind.Network) networksByVimId.Add((resource.Id.Tenant, resource.VimId), resource);
        Index(resource, resource.Spec.Tags.InstanceId, add: true);
    }

    private void Index(SimResource resource, string? instanceId, bool add)
    {
        if (instanceId is null) return;
        var name = (resource.Id.Tenant, instanceId);
        if (!byInstance.TryGetValue(name, out var set))
        {
            if (!add) return;
            byInstance[name] = set = [];
        }

        if (add) set.Add(resource.Id);
        else if (set.Remove(resource.Id) && set.Count == 0) byInstance.Remove(name);
    }

    /// <summary>Books a resource whose decisions are made. When restoring, addresses are booked as well (a decision has taken them already).</summary>
    private void Book(SimResource resource, bool restoring = true)
    {
        quotas.Book(resource.Id.Tenant, resource.Spec, 1);
        switch (resource.Spec)
        {
            case NetworkSpec network when restoring:
                resource.Addresses = BookOf(network, resource.Outputs.SubnetIds);
                break;
            case PortSpec port:
                if (restoring)
                {
                    resource.Network = FindNetwork(resource.Id, port.NetworkRef);
                    resource.Network.Addresses!.TakeMac(resource.Outputs.MacAddress!);
                    foreach (var address in resource.Outputs.Addresses) resource.Network.Addresses.Restore(address.Address, address.SubnetId);
                }

                if (restoring && port.FloatingIp is { } floating)
                {
                    // The network it is from, whatever the options call the outer one today; null: it was taken out of them.
                    var outer = resource.Outputs.FloatingAddress!;
                    resource.FloatingNetwork = floating.NetworkRef is { } named ? FindNetwork(resource.Id, named) : providerNetworks.Values.FirstOrDefault(network => network.Addresses!.Has(outer));
                    resource.FloatingNetwork?.Addresses!.Restore(outer);
                }

                resource.Network!.Ports++;
                if (resource.FloatingNetwork is { } outside) outside.Ports++;
                BookReferences(resource, port, 1);
                break;
            case StorageSpec storage:
                volumeGibByZone[resource.Outputs.Zone!] = volumeGibByZone.GetValueOrDefault(resource.Outputs.Zone!) + storage.SizeGib;
                break;
            case ComputeSpec compute:
                BookHost(resource, compute, 1);
                Attach(resource, compute.PortKeys, VimResourceKind.Port);
                Attach(resource, compute.VolumeKeys, VimResourceKind.Storage);
                break;
        }
    }

    private void Unbook(SimResource resource)
    {
        quotas.Book(resource.Id.Tenant, resource.Spec, -1);
        switch (resource.Spec)
        {
            case PortSpec port:
                resource.Network!.Ports--;
                Float(resource, null);
                BookReferences(resource, port, -1);
                resource.Network.Addresses!.FreeMac(resource.Outputs.MacAddress!);
                foreach (var address in resource.Outputs.Addresses) resource.Network.Addresses.Free(address.Address, address.SubnetId);
                break;
            case StorageSpec storage:
                volumeGibByZone[resource.Outputs.Zone!] -= storage.SizeGib;
                break;
            case ComputeSpec compute:
                BookHost(resource, compute, -1);
                Detach(resource, compute.PortKeys, VimResourceKind.Port);
                Detach(resource, compute.VolumeKeys, VimResourceKind.Storage);
                break;
        }
    }

    private void BookHost(SimResource resource, ComputeSpec spec, int sign)
    {
        // A host that the configuration no longer has holds nothing.
        if (resource.Allocation is not { } allocation || !hostsByName.TryGetValue(allocation.Host, out var host)) return;
        host.Book(allocation, sign);
        if (sign > 0) host.Servers.Add(resource);
        else host.Servers.Remove(resource);
        foreach (var key in spec.AffinityGroupKeys)
        {
            if (resources.TryGetValue(new ResourceId(resource.Id.Tenant, VimResourceKind.AffinityGroup, key), out var group)) group.Group!.Book((AffinityGroupSpec)group.Spec, host, sign);
        }
    }

    private void Attach(SimResource server, IReadOnlyList<string> keys, VimResourceKind kind)
    {
        foreach (var key in keys)
        {
            if (!resources.TryGetValue(new ResourceId(server.Id.Tenant, kind, key), out var one) || one.AttachedTo == server) continue;
            // Of the servers that share a volume the first by identity stands for all, whatever the order in which they came.
            if (one.AttachedTo is { } other && other.Id <= server.Id) continue;
            one.AttachedTo = server;
            one.Outputs = one.Outputs with { AttachedTo = server.VimId };
            Changed(one);
        }
    }

    private void Detach(SimResource server, IEnumerable<string> keys, VimResourceKind kind)
    {
        foreach (var key in keys)
        {
            if (!resources.TryGetValue(new ResourceId(server.Id.Tenant, kind, key), out var one) || one.AttachedTo != server) continue;
            one.AttachedTo = one.Spec is StorageSpec { MultiAttach: true } ? Sharer(server, key) : null;
            one.Outputs = one.Outputs with { AttachedTo = one.AttachedTo?.VimId };
            Changed(one);
        }
    }

    private SimResource? Sharer(SimResource leaving, string volumeKey) => resources.Values
        .Where(server => server != leaving && server.Spec is ComputeSpec compute && server.Id.Tenant == leaving.Id.Tenant && compute.VolumeKeys.Contains(volumeKey, StringComparer.Ordinal))
        .OrderBy(server => server.Id).FirstOrDefault();

    private void CheckUnused(SimResource resource)
    {
        if (resource.Ports > 0) throw Refused(VimErrorCause.CONFLICT, resource.Id, $"has {resource.Ports} ports. Delete them first");
        if (resource.AttachedTo is { } server)
        {
            throw Refused(VimErrorCause.CONFLICT, resource.Id, $"is attached to server '{server.Key}'. Delete or detach the server first", retryable: server.State == VimResourceState.DELETING);
        }

        if (trunks.TryGetValue(resource.Id, out var trunk)) throw Refused(VimErrorCause.CONFLICT, resource.Id, $"is carried on port '{trunk.Key}'. Take it off that trunk, or delete that port first");
        if (groupUses.TryGetValue(resource.Id, out var users)) throw Refused(VimErrorCause.CONFLICT, resource.Id, $"is named by {users} ports. Delete or change them first");
        if (resource.Group is { Members: > 0 } group) throw Refused(VimErrorCause.CONFLICT, resource.Id, $"has {group.Members} servers. Delete them first");
    }

    private void Remove(SimResource resource)
    {
        Unbook(resource);
        resources.Remove(resource.Id);
        order.Remove(resource.Id);
        if (resource.Kind == VimResourceKind.Network) networksByVimId.Remove((resource.Id.Tenant, resource.VimId));
        Index(resource, resource.Spec.Tags.InstanceId, add: false);
        counters.Add(resource.Id, deleted: 1);
        resource.Pending = Pending.None;
        resource.Touch(time.GetUtcNow());
        journal?.Add(new JournalLine { Gone = resource.Id, Counters = counters.Of(resource.Id), NextId = nextId });
        Tell(resource, "deleted", $"{resource.Kind.Token()} '{resource.Key}' is gone");
    }
}
