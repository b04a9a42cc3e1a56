using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Networks with their subnets.</summary>
internal sealed class NetworkHandler : IResourceHandler
{
    public VimResourceKind Kind => VimResourceKind.Network;

    public bool IsComposite => true;

    public async Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var call = OsCall.Get(OsService.Network, $"networks?description={Uri.EscapeDataString(ResourceIdentity.Description(record))}").For(record);
        var found = (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.NetworksAnswer).Networks;
        return [.. found.Select(n => ToObserved(n, [])).OrderBy(static o => o.CreatedAt)];
    }

    public async Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Network, $"networks/{record.VimId}").For(record) with { Accept = [404] }, cancellationToken);
        return answer.Status == 404 ? null : ToObserved(answer.Read(OsJson.Default.NetworkAnswer).Network, record.Outputs.SubnetIds);
    }

    public async Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (NetworkSpec)record.Spec;
        var network = new JsonObject { ["name"] = spec.Name, ["description"] = ResourceIdentity.Description(record) };
        if (spec.Mtu is { } mtu)
        {
            network["mtu"] = mtu;
        }
        // Members may not set provider attributes; what is not asked for is left to Neutron.
        var (type, physical) = Segment(account.Settings, spec);
        if (type is { } technology)
        {
            network["provider:network_type"] = technology.ToString().ToLowerInvariant();
        }
        if (spec.SegmentationId is { } segment)
        {
            network["provider:segmentation_id"] = segment;
        }
        if (physical is not null)
        {
            network["provider:physical_network"] = physical;
        }
        var qos = await SettledAsync(account, record, spec.Qos, null, physical, cancellationToken);
        if (spec.Shared)
        {
            network["shared"] = true;
        }
        if (spec.VlanTransparent)
        {
            network["vlan_transparent"] = true;
        }
        var call = OsCall.Post(OsService.Network, "networks", new JsonObject { ["network"] = network }).For(record) with { What = $"create network '{spec.Name}'" };
        var made = ToObserved((await QosPolicies.SendAsync(account, record, qos, clears: false, network, call, cancellationToken)).Read(OsJson.Default.NetworkAnswer).Network, []);
        return spec.Subnets.Count == 0 ? made : await WithSubnetsAsync(account, record, made, fresh: true, cancellationToken);
    }

    public Task<Observed> AdoptAsync(OsAccount account, ResourceRecord record, Observed found, CancellationToken cancellationToken) => WithSubnetsAsync(account, record, found, fresh: false, cancellationToken);

    public IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted)
    {
        foreach (var name in differences)
        {
            if (name is "type" or "segmentationId" or "physicalNetwork" or "vlanTransparent")
            {
                yield return name;
            }
            else if (name == "subnets")
            {
                var (before, after) = (((NetworkSpec)old).Subnets, ((NetworkSpec)wanted).Subnets);
                if (before.Any(b => !after.Any(a => a.Cidr == b.Cidr && a.IpVersion == b.IpVersion)))
                {
                    yield return "subnets (one was taken away; only adding is possible)";
                }
            }
        }
    }

    public async Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken)
    {
        var spec = (NetworkSpec)record.Spec;
        var network = new JsonObject { ["name"] = spec.Name };
        if (spec.Mtu is { } mtu)
        {
            network["mtu"] = mtu;
        }
        if (spec.Shared || now.IsShared)
        {
            network["shared"] = spec.Shared;
        }
        var qos = await SettledAsync(account, record, spec.Qos, record.VimId, null, cancellationToken);
        var clears = await account.Cloud.HasExtensionAsync("qos", cancellationToken);
        var call = OsCall.Put(OsService.Network, $"networks/{record.VimId}", new JsonObject { ["network"] = network }).For(record) with { What = $"change network '{spec.Name}'" };
        var changed = ToObserved((await QosPolicies.SendAsync(account, record, qos, clears, network, call, cancellationToken)).Read(OsJson.Default.NetworkAnswer).Network, []);
        if (now.PolicyId is { } before && before != changed.PolicyId)
        {
            await QosPolicies.ForgetAsync(account, record, before, cancellationToken);
        }
        return await WithSubnetsAsync(account, record, changed, fresh: false, cancellationToken);
    }

    public async Task DeleteAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var policy = record.Spec is NetworkSpec { Qos: not null } ? await QosPolicies.OfAsync(account, record, cancellationToken) : null;
        var call = OsCall.Delete(OsService.Network, $"networks/{record.VimId}").For(record) with { What = "delete the network" };
        var answer = await account.SendAsync(call with { Accept = [404, 409] }, cancellationToken);
        if (answer.Status == 409)
        {
            // Its router holds it, or something else does.
            await (await Routers.RemoveAsync(account, record, cancellationToken) ? account.SendAsync(call, cancellationToken) : throw OsErrors.Of(call, answer, account.Id));
        }
        else if (answer.Status == 404)
        {
            await Routers.RemoveAsync(account, record, cancellationToken); // whoever deleted the network left its router
        }
        if (policy is not null)
        {
            await QosPolicies.ForgetAsync(account, record, policy, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<Observed>> ListAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var all = await account.ListAsync(OsService.Network, $"networks?project_id={project}", OsJson.Default.NetworksAnswer, static a => a.Networks, static n => n.Id, static a => a.Links.HasNext(), cancellationToken);
        return [.. all.Where(static n => n.Description?.StartsWith("nfv:", StringComparison.Ordinal) == true).Select(static n => ToObserved(n, n.Subnets ?? []))];
    }

    public VimResourceSpec Describe(Observed found) => new NetworkSpec { Name = found.Name, Mtu = found.Outputs.Mtu };

    /// <summary>Technology (null: Neutron's choice) and physical network of a network. Descriptors can name no physical network; the account says which one stands for VLANs and for untagged networks.</summary>
    internal static (VimNetworkType? Type, string? Physical) Segment(OpenStackAccountSettings settings, NetworkSpec spec) => (spec.Type, spec.PhysicalNetwork) switch
    {
        (var type, { } named) => (type, named),
        (VimNetworkType.VLAN, _) => (VimNetworkType.VLAN, settings.VlanPhysicalNetwork),
        (VimNetworkType.FLAT, _) => (VimNetworkType.FLAT, settings.FlatPhysicalNetwork),
        _ when spec.SegmentationId is not null => (VimNetworkType.VXLAN, null),
        _ => settings.VlanPhysicalNetwork is { } physical ? (VimNetworkType.VLAN, physical) : (null, null),
    };

    private static Observed ToObserved(OsNetwork network, IReadOnlyList<string> subnets) => new()
    {
        VimId = network.Id,
        State = network.Status == "ERROR" ? VimResourceState.ERROR : VimResourceState.ACTIVE,
        Error = network.Status == "ERROR" ? new VimError { Cause = VimErrorCause.INTERNAL, Message = $"Neutron reports network {network.Id} in ERROR; see its log." } : null,
        Outputs = new VimOutputs { Mtu = network.Mtu, SegmentationId = network.SegmentationId, SubnetIds = subnets },
        Mark = ResourceIdentity.Parse(network.Description, VimResourceKind.Network),
        Name = network.Name,
        CreatedAt = network.CreatedAt ?? default,
        Status = network.Status ?? "",
        IsShared = network.Shared,
        PolicyId = network.QosPolicyId,
    };

    /// <summary>Makes the subnets that are not there, in the order of the specification.</summary>
    private static async Task<Observed> WithSubnetsAsync(OsAccount account, ResourceRecord record, Observed network, bool fresh, CancellationToken cancellationToken)
    {
        var spec = (NetworkSpec)record.Spec;
        IReadOnlyList<OsSubnet> present = fresh
            ? []
            : (await account.SendAsync(OsCall.Get(OsService.Network, $"subnets?network_id={network.VimId}").For(record), cancellationToken)).Read(OsJson.Default.SubnetsAnswer).Subnets;
        var ids = new List<string>(spec.Subnets.Count);
        foreach (var subnet in spec.Subnets)
        {
            var found = present.FirstOrDefault(s => s.IpVersion == subnet.IpVersion && System.Net.IPNetwork.TryParse(s.Cidr, out var a) && System.Net.IPNetwork.TryParse(subnet.Cidr, out var b) && a.Equals(b));
            if (found is not null && record.Phase == RecordPhase.UPDATING)
            {
                var body = new JsonObject { ["gateway_ip"] = subnet.Gateway, ["enable_dhcp"] = subnet.Dhcp };
                Tell(body, subnet);
                await account.SendAsync(OsCall.Put(OsService.Network, $"subnets/{found.Id}", new JsonObject { ["subnet"] = body }).For(record) with { What = $"change subnet {subnet.Cidr} of network '{spec.Name}'" }, cancellationToken);
            }
            ids.Add(found?.Id ?? await CreateSubnetAsync(account, record, network.VimId, subnet, cancellationToken));
        }
        return network with { Outputs = network.Outputs with { SubnetIds = ids } };
    }

    /// <summary>The bandwidth of the policy that its ports inherit; a minimum that nobody guarantees is left out of it.</summary>
    private static async Task<VimQos?> SettledAsync(OsAccount account, ResourceRecord record, VimQos? qos, string? id, string? physicalNetwork, CancellationToken cancellationToken) =>
        qos is null ? null : (await account.Bandwidth.SettleAsync(record, qos, id, physicalNetwork, VimVnicType.NORMAL, cancellationToken)).Qos;

    /// <summary>Name servers and routes; what is not said stays as Neutron has it.</summary>
    private static void Tell(JsonObject body, VimSubnet subnet)
    {
        if (subnet.DnsServers is { } servers)
        {
            body["dns_nameservers"] = new JsonArray([.. servers.Select(static s => (JsonNode)s)]);
        }
        if (subnet.HostRoutes is { } routes)
        {
            body["host_routes"] = new JsonArray([.. routes.Select(static r => new JsonObject { ["destination"] = r.Destination, ["nexthop"] = r.NextHop })]);
        }
    }

    private static async Task<string> CreateSubnetAsync(OsAccount account, ResourceRecord record, string networkId, VimSubnet subnet, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["network_id"] = networkId,
            ["name"] = $"{((NetworkSpec)record.Spec).Name}-{subnet.Cidr}",
            ["description"] = ResourceIdentity.Description(record),
            ["cidr"] = subnet.Cidr,
            ["ip_version"] = subnet.IpVersion,
            ["gateway_ip"] = subnet.Gateway,
            ["enable_dhcp"] = subnet.Dhcp,
        };
        Tell(body, subnet);
        if (subnet.Pools.Count > 0)
        {
            body["allocation_pools"] = new JsonArray([.. subnet.Pools.Select(static p => new JsonObject { ["start"] = p.Start, ["end"] = p.End })]);
        }
        if (subnet.Ipv6Mode is { } mode)
        {
            var word = mode.ToString().ToLowerInvariant().Replace('_', '-');
            body["ipv6_address_mode"] = word;
            body["ipv6_ra_mode"] = word;
        }
        var call = OsCall.Post(OsService.Network, "subnets", new JsonObject { ["subnet"] = body }).For(record) with { What = $"create subnet {subnet.Cidr} of network '{((NetworkSpec)record.Spec).Name}'" };
        return (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.SubnetAnswer).Subnet.Id;
    }
}
