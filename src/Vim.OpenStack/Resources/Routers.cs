using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// Routers from networks of ours to outer networks: made when a port first wants an outer address that Neutron cannot give without, marked with the mark of the network, and gone with it. Networks of others are
/// left alone.
/// </summary>
internal static class Routers
{
    /// <summary>Neutron's word for an outer address without a way to it.</summary>
    public const string NoWay = "ExternalGatewayForFloatingIPNotFound";

    /// <summary>Leads the network of a port to an outer network; false: it is not ours to change.</summary>
    public static async Task<bool> EnsureAsync(OsAccount account, ResourceRecord record, string port, string outer, CancellationToken cancellationToken)
    {
        var seen = (await account.SendAsync(OsCall.Get(OsService.Network, $"ports/{port}").For(record), cancellationToken)).Read(OsJson.Default.PortAnswer).Port;
        var network = (await account.SendAsync(OsCall.Get(OsService.Network, $"networks/{seen.NetworkId}").For(record), cancellationToken)).Read(OsJson.Default.NetworkAnswer).Network;
        if (ResourceIdentity.Parse(network.Description, VimResourceKind.Network) is not { } mark || mark.Tenant != record.Tenant || !mark.IsGenuine(account.Id))
        {
            return false;
        }
        using var held = await account.Locks.EnterAsync($"router/{network.Id}", cancellationToken);
        var router = await FindAsync(account, record, network.Description!, cancellationToken) is [var present, ..] ? present : null;
        if (router is null)
        {
            var body = new JsonObject { ["name"] = network.Name, ["description"] = network.Description, ["external_gateway_info"] = new JsonObject { ["network_id"] = outer } };
            var call = OsCall.Post(OsService.Network, "routers", new JsonObject { ["router"] = body }).For(record) with { What = $"create a router from network '{network.Name}' to {outer}" };
            router = (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.RouterAnswer).Router;
        }
        else if (router.ExternalGatewayInfo?.NetworkId is { } other && other != outer)
        {
            throw new VimException(VimErrorCause.CONFLICT, $"port '{record.Key}' wants an address of network {outer}, but the router of its network ({router.Id}) leads to {other}: a network has one way out. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
        foreach (var subnet in (seen.FixedIps ?? []).Select(static ip => ip.SubnetId).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            // 400: it has this subnet already, or the subnet has no gateway, which the request for the address tells.
            var call = OsCall.Put(OsService.Network, $"routers/{router.Id}/add_router_interface", new JsonObject { ["subnet_id"] = subnet }).For(record) with { Accept = [400], What = $"lead subnet {subnet} to the router of network '{network.Name}'" };
            await account.SendAsync(call, cancellationToken);
        }
        return true;
    }

    /// <summary>Removes the routers of a network; false: it has none.</summary>
    public static async Task<bool> RemoveAsync(OsAccount account, ResourceRecord network, CancellationToken cancellationToken)
    {
        if (!await account.Cloud.HasExtensionAsync("router", cancellationToken))
        {
            return false;
        }
        var routers = await FindAsync(account, network, ResourceIdentity.Description(network), cancellationToken);
        foreach (var router in routers)
        {
            var ports = (await account.SendAsync(OsCall.Get(OsService.Network, $"ports?device_id={router.Id}&fields=id&fields=device_owner").For(network), cancellationToken)).Read(OsJson.Default.PortsAnswer).Ports;
            foreach (var port in ports.Where(static p => p.DeviceOwner?.StartsWith("network:router_interface", StringComparison.Ordinal) == true))
            {
                var body = new JsonObject { ["port_id"] = port.Id };
                await account.SendAsync(OsCall.Put(OsService.Network, $"routers/{router.Id}/remove_router_interface", body).For(network) with { Accept = [404], What = "take the network off its router" }, cancellationToken);
            }
            await account.SendAsync(OsCall.Delete(OsService.Network, $"routers/{router.Id}").For(network) with { What = "delete the router of the network" }, cancellationToken);
        }
        return routers.Count > 0;
    }

    private static async Task<IReadOnlyList<OsRouter>> FindAsync(OsAccount account, ResourceRecord record, string description, CancellationToken cancellationToken) =>
        (await account.SendAsync(OsCall.Get(OsService.Network, $"routers?description={Uri.EscapeDataString(description)}").For(record), cancellationToken)).Read(OsJson.Default.RoutersAnswer).Routers;
}
