using System.Net;
using System.Net.Sockets;

namespace NfvOrchestrator.Vim;

/// <summary>What guests of a subnet are told: name servers and routes, of the subnet's own IP version. Pure.</summary>
internal static class VimSubnetCheck
{
    private const int MaxDnsServers = 16;
    private const int MaxHostRoutes = 64;

    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? FaultOf(VimSubnet subnet, AddressFamily family)
    {
        if (subnet.DnsServers is { } servers)
        {
            if (servers.Count > MaxDnsServers) return $"dnsServers has more than {MaxDnsServers} elements";
            foreach (var server in servers)
            {
                if (!IsAddress(server, family)) return $"dnsServers: '{Short(server)}' is not an address of IP version {subnet.IpVersion}";
            }
        }

        if (subnet.HostRoutes is { } routes)
        {
            if (routes.Count > MaxHostRoutes) return $"hostRoutes has more than {MaxHostRoutes} elements";
            foreach (var route in routes)
            {
                if (route is null) return "hostRoutes contains null";
                if (!IPNetwork.TryParse(route.Destination, out var block) || block.BaseAddress.AddressFamily != family) return $"hostRoutes: '{Short(route.Destination)}' is not an address block of IP version {subnet.IpVersion}";
                if (!IsAddress(route.NextHop, family)) return $"hostRoutes: '{Short(route.NextHop)}' is not an address of IP version {subnet.IpVersion}";
            }
        }

        return null;
    }

    private static bool IsAddress(string? text, AddressFamily family) => IPAddress.TryParse(text, out var address) && address.AddressFamily == family;

    private static string Short(string? text) => text is null ? "" : text.Length <= 80 ? text : text[..80] + "…";
}
