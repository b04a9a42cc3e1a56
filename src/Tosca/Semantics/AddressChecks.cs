using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>Subnets of links, and the addresses that must lie in them.</summary>
internal sealed class AddressChecks(BuildContext context)
{
    private readonly Dictionary<string, List<(IPAddress Network, int Prefix)>> _subnets = new(StringComparer.Ordinal);

    public void Check()
    {
        foreach (var link in context.Template.Nodes.Where(n => n.IsA("tosca.nodes.nfv.VnfVirtualLink") || n.IsA("tosca.nodes.nfv.NsVirtualLink")))
        {
            foreach (var l3 in (link.Property("vl_profile")?["virtual_link_protocol_data"]?.Items ?? []).Select(p => p["l3_protocol_data"]).OfType<YNode>())
            {
                Subnet(link, l3);
            }
        }

        foreach (var cp in context.Template.NodesOf("tosca.nodes.nfv.Cp"))
        {
            Fixed(cp);
        }
    }

    private void Subnet(NodeTemplate link, YNode l3)
    {
        if (l3["cidr"] is not { Text: { Length: > 0 } text } cidr)
        {
            return;
        }

        if (!TryParse(text, out var network, out var prefix))
        {
            context.Diagnostics.Error("TOSCA0340", cidr, $"link '{link.Name}' has the subnet '{text}', which is no address with a prefix length", "SOL001 §6.2.29", "write e.g. 10.0.0.0/24 or 2001:db8::/64");
            return;
        }

        if (l3["ip_version"]?.Text is { } version && version.EndsWith('6') != (network.AddressFamily == AddressFamily.InterNetworkV6))
        {
            context.Diagnostics.Deviation("TOSCA0340", l3["ip_version"]!, $"link '{link.Name}' has ip_version {version}, but its subnet is {text}; the subnet counts", "SOL001 §6.2.29");
        }

        if (!_subnets.TryGetValue(link.Name, out var list))
        {
            _subnets[link.Name] = list = [];
        }

        list.Add((network, prefix));
        Inside(link, l3["gateway_ip"], "gateway", text, network, prefix);
        foreach (var pool in l3["ip_allocation_pools"]?.Items ?? [])
        {
            var inside = Inside(link, pool["start_ip_address"], "pool start", text, network, prefix) & Inside(link, pool["end_ip_address"], "pool end", text, network, prefix);
            if (inside && IPAddress.TryParse(pool["start_ip_address"]?.Text, out var start) && IPAddress.TryParse(pool["end_ip_address"]?.Text, out var end)
                && start.GetAddressBytes().AsSpan().SequenceCompareTo(end.GetAddressBytes()) > 0)
            {
                context.Diagnostics.Deviation("TOSCA0340", pool, $"link '{link.Name}' has a pool from {start} to {end}: it ends before it starts", "SOL001 §6.2.30");
            }
        }
    }

    private bool Inside(NodeTemplate link, YNode? at, string what, string cidr, IPAddress network, int prefix)
    {
        if (at?.Text is not { Length: > 0 } text || (IPAddress.TryParse(text, out var address) && Contains(network, prefix, address)))
        {
            return true;
        }

        context.Diagnostics.Deviation("TOSCA0340", at, $"link '{link.Name}' has the {what} '{text}', which is no address of its subnet {cidr}", "SOL001 §6.2.29");
        return false;
    }

    private void Fixed(NodeTemplate cp)
    {
        if ((cp.TargetOf("virtual_link") ?? cp.TargetOf("internal_virtual_link")) is not { } link || !_subnets.TryGetValue(link, out var subnets))
        {
            return;
        }

        foreach (var at in (cp.Property("protocol")?.Items ?? []).SelectMany(p => p["address_data"]?.Items ?? []).SelectMany(a => a.At("l3_address_data", "fixed_ip_address")?.Items ?? []))
        {
            if (at.Text is { } text && !(IPAddress.TryParse(text, out var address) && subnets.Exists(s => Contains(s.Network, s.Prefix, address))))
            {
                context.Diagnostics.Deviation("TOSCA0340", at, $"connection point '{cp.Name}' has the fixed address '{text}', which is in no subnet of its link '{link}'", "SOL001 §6.2.10");
            }
        }
    }

    /// <summary>Host bits may be set, as people write them.</summary>
    private static bool TryParse(string text, out IPAddress network, out int prefix)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        prefix = 0;
        network = IPAddress.None;
        return slash > 0 && IPAddress.TryParse(text[..slash], out network!)
            && (network.AddressFamily == AddressFamily.InterNetworkV6 || text[..slash].Count(c => c == '.') == 3)
            && int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefix)
            && prefix <= (network.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32);
    }

    private static bool Contains(IPAddress network, int prefix, IPAddress address)
    {
        if (network.AddressFamily != address.AddressFamily)
        {
            return false;
        }

        var (a, b) = (network.GetAddressBytes(), address.GetAddressBytes());
        for (var bit = 0; bit < prefix; bit++)
        {
            if (((a[bit / 8] ^ b[bit / 8]) & (0x80 >> (bit % 8))) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
