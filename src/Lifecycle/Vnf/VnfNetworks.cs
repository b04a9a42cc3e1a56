using System.Globalization;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>Network nodes from virtual link descriptors, of VNFs and network services alike. Pure.</summary>
internal static class VnfNetworks
{
    /// <summary>The network of a virtual link.</summary>
    /// <param name="key">Key of the node.</param>
    /// <param name="name">Name for people.</param>
    /// <param name="protocols">Its protocol data.</param>
    /// <param name="maximum">Its largest bit rates. Of a tree or a LAN a leaf is a port; where nothing is said of leaves, no port gets more than the whole link.</param>
    public static ResourceNode Node(string key, string name, IReadOnlyList<VirtualLinkProtocolData> protocols, LinkBitrate? maximum)
    {
        ArgumentNullException.ThrowIfNull(protocols);
        var layer2 = protocols.Select(p => p.L2).OfType<L2ProtocolData>().ToList();
        var segment = layer2.Select(l => int.TryParse(l.SegmentationId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : (int?)null).FirstOrDefault(id => id is not null);
        return new ResourceNode
        {
            Key = key,
            Spec = new NetworkSpec
            {
                Name = name,
                Subnets = [.. protocols.Where(p => p.L3 is not null).Select(p => Subnet(p.L3!))],
                Mtu = layer2.Select(l => l.MtuBytes).FirstOrDefault(m => m is not null),
                Type = layer2.Select(l => l.NetworkType?.ToUpperInvariant()).FirstOrDefault(t => t is "VLAN" or "FLAT"),
                SegmentationId = segment,
                VlanTransparent = layer2.Exists(l => l.VlanTransparent),
                MaxBitsPerSecond = maximum is null ? null : (maximum.LeafBitsPerSecond is > 0 and var leaf ? leaf : maximum.RootBitsPerSecond) is > 0 and var limit ? limit : null,
            },
        };
    }

    /// <summary>4 or 6.</summary>
    public static int VersionOf(L3ProtocolData data) => data.IpVersion.EndsWith('6') ? 6 : 4;

    private static SubnetSpec Subnet(L3ProtocolData data) => new(data.Cidr, VersionOf(data), data.DhcpEnabled ?? true, data.GatewayIp)
    {
        Pools = data.AllocationPools.Count == 0 ? null : [.. data.AllocationPools.Select(p => $"{p.StartIpAddress}-{p.EndIpAddress}")],
        Ipv6Mode = data.Ipv6AddressMode is { Length: > 0 } mode && VersionOf(data) == 6 ? mode.ToUpperInvariant().Replace('-', '_') : null,
    };
}
