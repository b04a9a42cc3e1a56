using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Ports.</summary>
internal sealed class PortHandler : IResourceHandler
{
    public VimResourceKind Kind => VimResourceKind.Port;

    public bool IsComposite => true;

    public async Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var call = OsCall.Get(OsService.Network, $"ports?description={Uri.EscapeDataString(ResourceIdentity.Description(record))}").For(record);
        var found = (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.PortsAnswer).Ports;
        return [.. found.Select(p => ToObserved(p, record.Key)).OrderBy(static o => o.CreatedAt)];
    }

    public async Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Network, $"ports/{record.VimId}").For(record) with { Accept = [404] }, cancellationToken);
        return answer.Status == 404 ? null : ToObserved(answer.Read(OsJson.Default.PortAnswer).Port, record.Key);
    }

    public async Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (PortSpec)record.Spec;
        var network = await NetworkIdAsync(account, record, spec.NetworkRef, cancellationToken);
        var port = new JsonObject
        {
            ["network_id"] = network,
            ["name"] = spec.Name ?? record.Key,
            ["description"] = ResourceIdentity.Description(record),
        };
        var outer = await OuterNetworks.IdAsync(account, record, cancellationToken);
        var (qos, warning) = await FillAsync(account, record, spec, network, port, present: null, cancellationToken);
        if (spec.MacAddress is { } mac)
        {
            port["mac_address"] = mac;
        }
        if (spec.VnicType != VimVnicType.NORMAL)
        {
            port["binding:vnic_type"] = spec.VnicType.ToString().ToLowerInvariant().Replace('_', '-');
        }
        var call = OsCall.Post(OsService.Network, "ports", new JsonObject { ["port"] = port }).For(record) with { What = $"create port '{spec.Name ?? record.Key}' on network {network}" };
        var answer = await QosPolicies.SendAsync(account, record, qos, clears: false, port, call, cancellationToken);
        var made = Warned(ToObserved(answer.Read(OsJson.Default.PortAnswer).Port, record.Key), warning);
        return HasParts(spec) ? await WithPartsAsync(account, record, made, outer, cancellationToken) : made;
    }

    public async Task<Observed> AdoptAsync(OsAccount account, ResourceRecord record, Observed found, CancellationToken cancellationToken)
    {
        var spec = (PortSpec)record.Spec;
        if (spec.Bandwidth is { } qos)
        {
            var (_, warning) = await account.Bandwidth.SettleAsync(record, qos, found.Outputs.VimNetworkId!, null, spec.VnicType, cancellationToken);
            found = Warned(found, warning);
        }
        return HasParts(spec) ? await WithPartsAsync(account, record, found, await OuterNetworks.IdAsync(account, record, cancellationToken), cancellationToken) : found;
    }

    public IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted) =>
        differences.Where(static name => name is "networkRef" or "macAddress" or "vnicType");

    public async Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken)
    {
        var spec = (PortSpec)record.Spec;
        var outer = await OuterNetworks.IdAsync(account, record, cancellationToken);
        var port = new JsonObject { ["name"] = spec.Name ?? record.Key };
        var present = now.Port!;
        var (qos, warning) = await FillAsync(account, record, spec, present.NetworkId, port, present, cancellationToken);
        var call = OsCall.Put(OsService.Network, $"ports/{record.VimId}", new JsonObject { ["port"] = port }).For(record) with { What = $"change port '{spec.Name ?? record.Key}'" };
        var changed = Warned(ToObserved((await QosPolicies.SendAsync(account, record, qos, present.QosPolicyId is not null, port, call, cancellationToken)).Read(OsJson.Default.PortAnswer).Port, record.Key), warning);
        if (present.QosPolicyId is { } before && before != (string?)port["qos_policy_id"])
        {
            await QosPolicies.ForgetAsync(account, record, before, cancellationToken);
        }
        return await WithPartsAsync(account, record, changed, outer, cancellationToken);
    }

    public async Task DeleteAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        if (record.PartId is not null || (record.Spec is PortSpec spec && HasParts(spec)))
        {
            await PortParts.RemoveAsync(account, record, record.VimId!, cancellationToken);
        }
        var policy = record.Spec is PortSpec { Bandwidth: not null } ? await QosPolicies.OfAsync(account, record, cancellationToken) : null;
        await account.SendAsync(OsCall.Delete(OsService.Network, $"ports/{record.VimId}").For(record) with { What = "delete the port" }, cancellationToken);
        if (policy is not null)
        {
            await QosPolicies.ForgetAsync(account, record, policy, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<Observed>> ListAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var all = await account.ListAsync(OsService.Network, $"ports?project_id={project}", OsJson.Default.PortsAnswer, static a => a.Ports, static p => p.Id, static a => a.Links.HasNext(), cancellationToken);
        return [.. all.Where(static p => p.Description?.StartsWith("nfv:", StringComparison.Ordinal) == true).Select(static p => ToObserved(p, ResourceIdentity.Parse(p.Description, VimResourceKind.Port)?.Key ?? p.Id))];
    }

    /// <summary>Ports of the project that are bound to servers: server → port.</summary>
    public static async Task<ILookup<string, string>> AttachedAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var all = await account.ListAsync(OsService.Network, $"ports?project_id={project}&fields=id&fields=device_id&fields=device_owner", OsJson.Default.PortsAnswer, static a => a.Ports, static p => p.Id, static a => a.Links.HasNext(), cancellationToken);
        return all.Where(static p => p.DeviceOwner?.StartsWith("compute:", StringComparison.Ordinal) == true && p.DeviceId is { Length: > 0 }).ToLookup(static p => p.DeviceId!, static p => p.Id, StringComparer.Ordinal);
    }

    public VimResourceSpec Describe(Observed found) => new PortSpec { Name = found.Name, NetworkRef = found.Outputs.VimNetworkId ?? "" };

    /// <summary>A network as a port could name it, with its subnets; null: the account has none of this name.</summary>
    public static async Task<VimNetwork?> FindNetworkAsync(OsAccount account, ResourceRecord record, string reference, CancellationToken cancellationToken)
    {
        string id;
        try
        {
            id = await NetworkIdAsync(account, record, reference, cancellationToken);
        }
        catch (VimException none) when (none.Cause == VimErrorCause.NOT_FOUND)
        {
            return null;
        }
        var answer = await account.SendAsync(OsCall.Get(OsService.Network, $"networks/{id}").For(record) with { Accept = [404] }, cancellationToken);
        if (answer.Status == 404)
        {
            return null;
        }
        var network = answer.Read(OsJson.Default.NetworkAnswer).Network;
        var subnets = (await account.SendAsync(OsCall.Get(OsService.Network, $"subnets?network_id={id}").For(record), cancellationToken)).Read(OsJson.Default.SubnetsAnswer).Subnets;
        return new VimNetwork { Id = network.Id, Name = network.Name, Subnets = [.. subnets.Select(ToSubnet)] };
    }

    private static VimNetworkSubnet ToSubnet(OsSubnet subnet) => new(subnet.Id, subnet.Cidr)
    {
        DnsServers = subnet.DnsNameservers is { Count: > 0 } servers ? servers : null,
        HostRoutes = subnet.HostRoutes is { Count: > 0 } routes ? [.. routes.Select(static r => new VimHostRoute(r.Destination, r.Nexthop))] : null,
    };

    internal static async Task<string> NetworkIdAsync(OsAccount account, ResourceRecord record, string reference, CancellationToken cancellationToken)
    {
        if (await account.OursAsync(record, VimResourceKind.Network, reference, cancellationToken) is { } ours)
        {
            return ours.VimId!;
        }
        if (Guid.TryParse(reference, out _))
        {
            return reference;
        }
        // An administrator sees the networks of all projects: one of its own comes first, then those that others offer to it.
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var all = (await account.SendAsync(OsCall.Get(OsService.Network, $"networks?name={Uri.EscapeDataString(reference)}").For(record), cancellationToken)).Read(OsJson.Default.NetworksAnswer).Networks;
        IReadOnlyList<OsNetwork> named = [.. all.Where(n => n.ProjectId == project)];
        if (named.Count == 0)
        {
            named = [.. all.Where(static n => n.Shared || n.IsOuter)];
        }
        return named.Count switch
        {
            1 => named[0].Id,
            0 => throw new VimException(VimErrorCause.NOT_FOUND, $"{record.Kind.Token()} '{record.Key}' refers to network '{reference}': account '{account.Id}' has no network of ours with that key, nor any with that identifier or name. Nothing was done.", retryable: false, record.Kind, record.Key),
            _ => throw new VimException(VimErrorCause.CONFLICT, $"{record.Kind.Token()} '{record.Key}' refers to network '{reference}', and {named.Count} networks of account '{account.Id}' have that name ({string.Join(", ", named.Select(static n => n.Id))}). Name one by its identifier. Nothing was done.", retryable: false, record.Kind, record.Key),
        };
    }

    /// <summary>What Neutron is told of a port that is made (<paramref name="present"/> is null) or changed; answers the bandwidth that is to be its policy, and what the port goes without.</summary>
    private static async Task<(VimQos? Qos, string? Warning)> FillAsync(OsAccount account, ResourceRecord record, PortSpec spec, string network, JsonObject port, OsPort? present, CancellationToken cancellationToken)
    {
        if (spec.FixedIps.Count > 0)
        {
            var addresses = new JsonArray();
            foreach (var ip in spec.FixedIps)
            {
                var address = new JsonObject();
                if (ip.Address is not null)
                {
                    address["ip_address"] = ip.Address;
                }
                if (ip.SubnetId is { } subnet)
                {
                    address["subnet_id"] = subnet;
                }
                if (ip.SubnetCidr is { } cidr)
                {
                    var subnets = (await account.SendAsync(OsCall.Get(OsService.Network, $"subnets?network_id={network}&cidr={Uri.EscapeDataString(cidr)}").For(record), cancellationToken)).Read(OsJson.Default.SubnetsAnswer).Subnets;
                    address["subnet_id"] = subnets.Count > 0
                        ? subnets[0].Id
                        : throw new VimException(VimErrorCause.NOT_FOUND, $"port '{record.Key}' wants an address of subnet {cidr}, which network {network} does not have. Nothing was done.", retryable: false, record.Kind, record.Key);
                }
                addresses.Add(address);
            }
            port["fixed_ips"] = addresses;
        }
        await PortGroups.FillAsync(account, record, spec, port, present, cancellationToken);
        if (present is not null || spec.AllowedAddresses.Count > 0)
        {
            port["allowed_address_pairs"] = new JsonArray([.. spec.AllowedAddresses.Select(static a => Pair(a))]);
        }
        return spec.Bandwidth is { } qos ? await account.Bandwidth.SettleAsync(record, qos, network, null, spec.VnicType, cancellationToken) : (null, null);
    }

    private static Observed Warned(Observed port, string? warning) => port with { Outputs = port.Outputs with { Warnings = warning is null ? [] : [warning] } };

    private static bool HasParts(PortSpec spec) => spec.SubPorts.Count > 0 || spec.FloatingIp is not null;

    /// <summary>What a record says of parts when it gets a specification. A port that ever had, or was to have, a trunk or an outer address says so, as they go before it.</summary>
    public static string? PartOf(ResourceRecord record, VimResourceSpec spec) => spec is PortSpec port && HasParts(port) ? "parts" : record.PartId;

    /// <summary>What a record says of parts when nobody knows whether there are any.</summary>
    public static string? UnknownParts(VimResourceKind kind) => kind == VimResourceKind.Port ? "parts" : null;

    /// <summary>Whether a settled port is without something that its specification asks for.</summary>
    public static bool Lacks(ResourceRecord record) => record is { Spec: PortSpec { FloatingIp: not null }, Outputs.FloatingAddress: null };

    private static async Task<Observed> WithPartsAsync(OsAccount account, ResourceRecord record, Observed port, string? outerNetwork, CancellationToken cancellationToken)
    {
        var (trunk, outer) = await PortParts.EnsureAsync(account, record, port, outerNetwork, cancellationToken);
        return port with { PartId = PartOf(record, record.Spec), Outputs = port.Outputs with { TrunkId = trunk, FloatingAddress = outer } };
    }

    private static JsonObject Pair(string text)
    {
        var parts = text.Split(',', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 ? new JsonObject { ["ip_address"] = parts[0], ["mac_address"] = parts[1] } : new JsonObject { ["ip_address"] = parts[0] };
    }

    internal static IReadOnlyList<VimAddress> AddressesOf(OsPort port, string key) => [.. (port.FixedIps ?? []).Select(ip => new VimAddress(key, ip.IpAddress ?? "", port.MacAddress, ip.SubnetId))];

    private static Observed ToObserved(OsPort port, string key) => new()
    {
        VimId = port.Id,
        // ACTIVE and DOWN tell whether it is wired, not whether it may be used.
        State = port.Status == "ERROR" ? VimResourceState.ERROR : VimResourceState.ACTIVE,
        Error = port.Status == "ERROR" ? new VimError { Cause = VimErrorCause.INTERNAL, Message = $"Neutron reports port {port.Id} in ERROR; see its log." } : null,
        Outputs = new VimOutputs
        {
            Addresses = AddressesOf(port, key),
            MacAddress = port.MacAddress,
            VimNetworkId = port.NetworkId,
            AttachedTo = port.DeviceId is { Length: > 0 } device && port.DeviceOwner?.StartsWith("compute:", StringComparison.Ordinal) == true ? device : null,
        },
        Mark = ResourceIdentity.Parse(port.Description, VimResourceKind.Port),
        Name = port.Name,
        CreatedAt = port.CreatedAt ?? default,
        Status = port.Status ?? "",
        Port = port,
    };
}
