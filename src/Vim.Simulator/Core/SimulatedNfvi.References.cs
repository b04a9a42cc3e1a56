namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Security groups, trunks, floating addresses and snapshots: what resources say of each other.</summary>
public sealed partial class SimulatedNfvi
{
    private void BookReferences(SimResource port, PortSpec spec, int sign)
    {
        foreach (var name in spec.SecurityGroups)
        {
            var group = new ResourceId(port.Id.Tenant, VimResourceKind.SecurityGroup, name);
            if (sign > 0 && !resources.ContainsKey(group)) continue; // a group of the VIM's own
            var uses = groupUses.GetValueOrDefault(group) + sign;
            if (uses <= 0) groupUses.Remove(group);
            else groupUses[group] = uses;
        }

        foreach (var sub in spec.SubPorts)
        {
            var id = new ResourceId(port.Id.Tenant, VimResourceKind.Port, sub.PortKey);
            if (sign > 0) trunks[id] = port.Id;
            else trunks.Remove(id);
        }
    }

    private void CheckSecurityGroups(ResourceId id, PortSpec spec)
    {
        foreach (var name in spec.SecurityGroups)
        {
            if (resources.TryGetValue(new ResourceId(id.Tenant, VimResourceKind.SecurityGroup, name), out var group))
            {
                if (group.State is VimResourceState.ERROR or VimResourceState.DELETING) throw Refused(VimErrorCause.CONFLICT, id, $"names security group '{name}', which is {group.State}");
            }
            else if (!options.AcceptUnknownReferences && name != "default")
            {
                throw Refused(VimErrorCause.NOT_FOUND, id, $"names security group '{name}', which does not exist. Put it first");
            }
        }
    }

    private void CheckRemoteGroups(ResourceId id, SecurityGroupSpec spec)
    {
        foreach (var rule in spec.Rules)
        {
            if (rule.RemoteGroup is { } name && name != id.Key && !resources.ContainsKey(new ResourceId(id.Tenant, VimResourceKind.SecurityGroup, name)))
            {
                throw Refused(VimErrorCause.NOT_FOUND, id, $"has a rule for security group '{name}', which does not exist. Put it first");
            }
        }
    }

    private void CheckSubPorts(SimResource port, PortSpec spec)
    {
        if (spec.SubPorts.Count > 0 && trunks.ContainsKey(port.Id)) throw Refused(VimErrorCause.CONFLICT, port.Id, "is a sub-port and cannot carry others");
        foreach (var sub in spec.SubPorts)
        {
            var id = new ResourceId(port.Id.Tenant, VimResourceKind.Port, sub.PortKey);
            if (!resources.TryGetValue(id, out var child)) throw Refused(VimErrorCause.NOT_FOUND, port.Id, $"names sub-port '{sub.PortKey}', which does not exist. Put it first");
            if (child.AttachedTo is { } server) throw Refused(VimErrorCause.CONFLICT, port.Id, $"names sub-port '{sub.PortKey}', which is attached to server '{server.Key}'");
            if (((PortSpec)child.Spec).SubPorts.Count > 0) throw Refused(VimErrorCause.CONFLICT, port.Id, $"names sub-port '{sub.PortKey}', which carries ports itself");
            if (sub.SegmentationId is null && child.Network!.Outputs.SegmentationId is null)
            {
                throw Refused(VimErrorCause.CONFLICT, port.Id, $"names sub-port '{sub.PortKey}' without segmentationId, and its network has none to inherit");
            }

            if (trunks.TryGetValue(id, out var other) && other != port.Id) throw Refused(VimErrorCause.CONFLICT, port.Id, $"names sub-port '{sub.PortKey}', which is carried on port '{other.Key}'");
        }
    }

    /// <summary>The network a floating address is from.</summary>
    private SimResource OuterNetwork(ResourceId port, VimFloatingIp wanted) => FindNetwork(port, wanted.NetworkRef ?? options.OuterNetwork
        ?? throw Refused(VimErrorCause.NOT_SUPPORTED, port, "wants a floating address and names no network, and the account has no outer network (OuterNetwork)"));

    /// <summary>Gives a port another floating address, or none.</summary>
    private void Float(SimResource port, VimFloatingIp? wanted)
    {
        string? address = null;
        SimResource? network = null;
        if (wanted is not null)
        {
            if (!port.Outputs.Addresses.Any(static a => !a.Address.Contains(':', StringComparison.Ordinal)))
            {
                throw Refused(VimErrorCause.NOT_SUPPORTED, port.Id, "wants a floating address and has no IPv4 address that it could be translated to");
            }

            network = OuterNetwork(port.Id, wanted);
            var taken = new List<(string Address, string SubnetId)>();
            if (!network.Addresses!.TryTake(wanted.Address is null ? [] : [new VimFixedIp { Address = wanted.Address }], taken, out var reason) || taken.Count == 0)
            {
                throw Refused(VimErrorCause.ADDRESS_UNAVAILABLE, port.Id, $"cannot have a floating address of network '{wanted.NetworkRef ?? options.OuterNetwork}': {(reason.Length == 0 ? "the network has no subnet" : reason)}");
            }

            address = taken[0].Address;
            foreach (var (further, subnetId) in taken.Skip(1)) network.Addresses.Free(further, subnetId);
            if (resources.ContainsKey(port.Id)) network.Ports++; // a port in the making is booked as a whole afterwards
        }

        if (port.FloatingNetwork is { } before)
        {
            before.Ports--;
            if (port.Outputs.FloatingAddress is { } old) before.Addresses!.Free(old);
        }

        port.FloatingNetwork = network;
        port.Outputs = port.Outputs with { FloatingAddress = address };
    }

    private void DecideSnapshot(SimResource resource, SnapshotSpec spec)
    {
        if (!resources.TryGetValue(new ResourceId(resource.Id.Tenant, spec.SourceKind, spec.SourceKey), out var source))
        {
            throw Refused(VimErrorCause.NOT_FOUND, resource.Id, $"is to be made of {spec.SourceKind.Token()} '{spec.SourceKey}', which does not exist");
        }

        if (source.State is not (VimResourceState.ACTIVE or VimResourceState.STOPPED))
        {
            throw Refused(VimErrorCause.CONFLICT, resource.Id, $"is to be made of {spec.SourceKind.Token()} '{spec.SourceKey}', which is {source.State}", retryable: source.State.IsTransitional());
        }

        if (source.Spec is ComputeSpec { ImageRef: null })
        {
            throw Refused(VimErrorCause.CONFLICT, resource.Id, $"is to be made of server '{spec.SourceKey}', which boots from a volume. Make a snapshot of the volume");
        }

        resource.Outputs = new VimOutputs
        {
            Zone = source.Outputs.Zone,
            SizeBytes = (source.Spec is StorageSpec volume ? volume.SizeGib : ((ComputeSpec)source.Spec).DiskGib) << 30,
        };
    }

    private void CheckSource(SimResource resource, StorageSpec spec)
    {
        if (spec.ImageRef is { } image) CheckImage(resource.Id, image);
        long? needed = null;
        if (spec.SnapshotKey is { } key)
        {
            var snapshot = Ready(resource.Id, VimResourceKind.Snapshot, key);
            if (((SnapshotSpec)snapshot.Spec).SourceKind != VimResourceKind.Storage) throw Refused(VimErrorCause.CONFLICT, resource.Id, $"names snapshot '{key}', which is not one of a volume");
            needed = snapshot.Outputs.SizeBytes >> 30;
        }
        else if (spec.SourceVolumeKey is { } volume)
        {
            needed = ((StorageSpec)Ready(resource.Id, VimResourceKind.Storage, volume).Spec).SizeGib;
        }

        if (needed > spec.SizeGib) throw Refused(VimErrorCause.INVALID_REQUEST, resource.Id, $"has {spec.SizeGib} GiB, and its source needs {needed}");
    }

    private SimResource Ready(ResourceId id, VimResourceKind kind, string key)
    {
        if (!resources.TryGetValue(new ResourceId(id.Tenant, kind, key), out var found)) throw Refused(VimErrorCause.NOT_FOUND, id, $"names {kind.Token()} '{key}', which does not exist");
        return found.State is VimResourceState.ACTIVE or VimResourceState.UPDATING
            ? found
            : throw Refused(VimErrorCause.CONFLICT, id, $"needs {kind.Token()} '{key}', which is {found.State}", retryable: found.State.IsTransitional());
    }
}
