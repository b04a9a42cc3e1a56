using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>What hangs on a port: the trunk with its sub-ports, the floating IP. Brought to what is wanted; may be done again.</summary>
internal static class PortParts
{
    /// <summary>Trunk and floating IP as the specification wants them; answers the identifier of the trunk and the port's outer address.</summary>
    /// <param name="account">Where.</param>
    /// <param name="record">The record of the port.</param>
    /// <param name="port">The port as Neutron shows it.</param>
    /// <param name="outerNetwork">Identifier of the network that a floating address is from; null: none is wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(string? Trunk, string? Outer)> EnsureAsync(OsAccount account, ResourceRecord record, Observed port, string? outerNetwork, CancellationToken cancellationToken)
    {
        var spec = (PortSpec)record.Spec;
        var trunk = await TrunkAsync(account, record, port.VimId, spec.SubPorts, cancellationToken);
        return (spec.SubPorts.Count > 0 ? trunk : null, await FloatingAsync(account, record, port, spec.FloatingIp, outerNetwork, cancellationToken));
    }

    /// <summary>Removes both, before the port goes. An address that was freed when somebody else deleted a port of this mark goes with it.</summary>
    public static async Task RemoveAsync(OsAccount account, ResourceRecord record, string port, CancellationToken cancellationToken)
    {
        if (await TrunkOfAsync(account, record, port, cancellationToken) is { } trunk)
        {
            await account.SendAsync(OsCall.Delete(OsService.Network, $"trunks/{trunk.Id}").For(record) with { What = $"delete the trunk of port '{record.Key}'" }, cancellationToken);
        }
        await ReleaseAsync(account, record, await AddressesAsync(account, record, port, cancellationToken), cancellationToken);
    }

    /// <summary>Releases the addresses that are left of a port that somebody else deleted.</summary>
    public static async Task RemoveRestAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        await ReleaseAsync(account, record, await AddressesAsync(account, record, null, cancellationToken), cancellationToken);

    private static async Task<string?> TrunkAsync(OsAccount account, ResourceRecord record, string port, IReadOnlyList<VimSubPort> wanted, CancellationToken cancellationToken)
    {
        if (!await account.Cloud.HasExtensionAsync("trunk", cancellationToken))
        {
            if (wanted.Count > 0)
            {
                throw new VimException(VimErrorCause.NOT_SUPPORTED, $"port '{record.Key}' has sub-ports, but Neutron of account '{account.Id}' has no extension 'trunk'.", retryable: false, record.Kind, record.Key);
            }
            return null;
        }
        var children = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (var child in wanted)
        {
            children[(await account.ReferredAsync(record, VimResourceKind.Port, child.PortKey, cancellationToken)).VimId!] = child.SegmentationId;
        }
        var trunk = await TrunkOfAsync(account, record, port, cancellationToken);
        if (trunk is null)
        {
            if (children.Count > 0)
            {
                var body = new JsonObject { ["port_id"] = port, ["name"] = record.Key, ["description"] = ResourceIdentity.Description(record), ["sub_ports"] = SubPorts(children) };
                var made = await account.SendAsync(OsCall.Post(OsService.Network, "trunks", new JsonObject { ["trunk"] = body }).For(record) with { What = $"make port '{record.Key}' the parent of a trunk" }, cancellationToken);
                return made.Read(OsJson.Default.TrunkAnswer).Trunk.Id;
            }
            return null;
        }
        var present = (trunk.SubPorts ?? []).ToDictionary(static s => s.PortId, static s => s.SegmentationId, StringComparer.Ordinal);
        // What inherits its segment has got that of its network.
        var surplus = present.Where(p => !children.TryGetValue(p.Key, out var id) || (id is not null && id != p.Value)).ToList();
        var missing = children.Where(c => !present.TryGetValue(c.Key, out var id) || (c.Value is not null && id != c.Value)).ToList();
        if (surplus.Count > 0)
        {
            var body = new JsonObject { ["sub_ports"] = new JsonArray([.. surplus.Select(static s => new JsonObject { ["port_id"] = s.Key })]) };
            await account.SendAsync(OsCall.Put(OsService.Network, $"trunks/{trunk.Id}/remove_subports", body).For(record) with { What = $"take sub-ports off the trunk of port '{record.Key}'" }, cancellationToken);
        }
        if (missing.Count > 0)
        {
            await account.SendAsync(OsCall.Put(OsService.Network, $"trunks/{trunk.Id}/add_subports", new JsonObject { ["sub_ports"] = SubPorts(missing) }).For(record) with { What = $"add sub-ports to the trunk of port '{record.Key}'" }, cancellationToken);
        }
        // A trunk without sub-ports stays with its port: Neutron does not delete it while a server uses the port.
        return trunk.Id;
    }

    private static JsonArray SubPorts(IEnumerable<KeyValuePair<string, int?>> ports) =>
        new([.. ports.Select(static p => p.Value is { } segment
            ? new JsonObject { ["port_id"] = p.Key, ["segmentation_type"] = "vlan", ["segmentation_id"] = segment }
            : new JsonObject { ["port_id"] = p.Key, ["segmentation_type"] = "inherit" })]);

    private static async Task<OsTrunk?> TrunkOfAsync(OsAccount account, ResourceRecord record, string port, CancellationToken cancellationToken)
    {
        if (!await account.Cloud.HasExtensionAsync("trunk", cancellationToken))
        {
            return null;
        }
        var trunks = (await account.SendAsync(OsCall.Get(OsService.Network, $"trunks?port_id={port}").For(record), cancellationToken)).Read(OsJson.Default.TrunksAnswer).Trunks;
        return trunks.Count > 0 ? trunks[0] : null;
    }

    private static async Task<string?> FloatingAsync(OsAccount account, ResourceRecord record, Observed port, VimFloatingIp? wanted, string? outerNetwork, CancellationToken cancellationToken)
    {
        // Without parts it never was to have one; with some it may have one whose answer was lost.
        if (wanted is null && record.Outputs.FloatingAddress is null && record.PartId is null)
        {
            return null;
        }
        var present = await AddressesAsync(account, record, port.VimId, cancellationToken);
        if (wanted is { NetworkRef: not null } && present.FirstOrDefault(f => f.PortId == port.VimId && f.FloatingNetworkId is { } from && from != outerNetwork) is { } other)
        {
            // Not by itself: the way out may end at the first network, and the address in use would be lost for none.
            throw new VimException(
                VimErrorCause.CONFLICT,
                $"port '{record.Key}' has the outer address {other.FloatingIpAddress} of network {other.FloatingNetworkId}, and shall have one of '{wanted.NetworkRef}': an address does not change its network. It is kept; put the port without floatingIp first, then with the other network.",
                retryable: false, record.Kind, record.Key);
        }
        var fitting = present.Where(f => wanted is not null && (wanted.Address is null || f.FloatingIpAddress == wanted.Address) && (f.PortId is not null || f.FloatingNetworkId == outerNetwork));
        var kept = fitting.OrderBy(static f => f.PortId is null).ThenBy(static f => f.CreatedAt).FirstOrDefault();
        await ReleaseAsync(account, record, present.Where(f => f != kept), cancellationToken);
        if (wanted is null || kept?.PortId is not null)
        {
            return kept?.FloatingIpAddress;
        }
        var inner = port.Outputs.Addresses.FirstOrDefault(static a => !a.Address.Contains(':', StringComparison.Ordinal))?.Address
            ?? throw new VimException(VimErrorCause.NOT_SUPPORTED, $"port '{record.Key}' wants a floating address and has no IPv4 address that it could be translated to.", retryable: false, record.Kind, record.Key);
        var place = new JsonObject { ["port_id"] = port.VimId, ["fixed_ip_address"] = inner }; // Neutron does not choose among several
        if (kept is not null)
        {
            var adopt = OsCall.Put(OsService.Network, $"floatingips/{kept.Id}", new JsonObject { ["floatingip"] = place }).For(record) with { What = $"give port '{record.Key}' its address {kept.FloatingIpAddress} back" };
            return await GiveAsync(account, record, port.VimId, outerNetwork!, adopt, cancellationToken);
        }
        place["floating_network_id"] = outerNetwork;
        place["description"] = ResourceIdentity.Description(record);
        if (wanted.Address is not null)
        {
            place["floating_ip_address"] = wanted.Address;
        }
        var make = OsCall.Post(OsService.Network, "floatingips", new JsonObject { ["floatingip"] = place }).For(record) with { What = $"give port '{record.Key}' an address of network '{wanted.NetworkRef ?? outerNetwork}'" };
        return await GiveAsync(account, record, port.VimId, outerNetwork!, make, cancellationToken);
    }

    /// <summary>Sends the request for an outer address; where there is no way to it, a router is made first.</summary>
    private static async Task<string?> GiveAsync(OsAccount account, ResourceRecord record, string port, string outerNetwork, OsCall call, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(call with { Accept = [404] }, cancellationToken);
        if (answer.Status == 404)
        {
            if (OsErrors.Read(answer).Type != Routers.NoWay || !await Routers.EnsureAsync(account, record, port, outerNetwork, cancellationToken))
            {
                throw OsErrors.Of(call, answer, account.Id);
            }
            answer = await account.SendAsync(call, cancellationToken);
        }
        return answer.Read(OsPartJson.Default.OsFloatingIpAnswer).Floatingip.FloatingIpAddress;
    }

    private static async Task ReleaseAsync(OsAccount account, ResourceRecord record, IEnumerable<OsPart> addresses, CancellationToken cancellationToken)
    {
        foreach (var address in addresses)
        {
            await account.SendAsync(OsCall.Delete(OsService.Network, $"floatingips/{address.Id}").For(record) with { What = $"release floating IP {address.FloatingIpAddress}" }, cancellationToken);
        }
    }

    /// <summary>The addresses with the mark of the port: those that it has, and free ones, which Neutron makes of the addresses of a port that is deleted.</summary>
    private static async Task<IReadOnlyList<OsPart>> AddressesAsync(OsAccount account, ResourceRecord record, string? port, CancellationToken cancellationToken)
    {
        if (!await account.Cloud.HasExtensionAsync("router", cancellationToken))
        {
            return [];
        }
        var call = OsCall.Get(OsService.Network, $"floatingips?description={Uri.EscapeDataString(ResourceIdentity.Description(record))}").For(record);
        var marked = (await account.SendAsync(call, cancellationToken)).Read(OsPartJson.Default.OsPartsAnswer).Items;
        // The mark again: where an extension ignores the filter, what is free of the project is not all ours.
        return [.. marked.Where(f => f.Description == ResourceIdentity.Description(record) && (f.PortId is not { Length: > 0 } || f.PortId == port))];
    }
}
