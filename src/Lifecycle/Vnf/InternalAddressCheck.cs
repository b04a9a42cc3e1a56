using System.Net;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>Whether the addresses that a descriptor gives to connection points of its own links can be, and whether a link has enough of them for a size. Pure.</summary>
public static class InternalAddressCheck
{
    /// <summary>What cannot be, for people; empty: nothing. Links that somebody else manages are left out: their subnets are his.</summary>
    public static IReadOnlyList<string> Faults(VnfTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var ports = new VnfPorts(input);
        var faults = new List<string>();
        foreach (var link in input.Flavour.InternalVirtualLinks.Where(l => !input.ManagedLinks.ContainsKey(l.Id) && !ports.IsOutside(l.Id)))
        {
            var subnets = link.ProtocolData.Select(p => p.L3).OfType<L3ProtocolData>().Where(l => l.Cidr is not null).ToList();
            if (subnets.Count > 0)
            {
                Assigned(input.Flavour, link.Id, subnets, faults);
                faults.AddRange(subnets.Select(s => TooSmall(link.Id, s, ports.CountOn(link.Id))).OfType<string>());
            }
        }
        return faults;
    }

    private static void Assigned(DeploymentFlavour flavour, string link, List<L3ProtocolData> subnets, List<string> faults)
    {
        var blocks = subnets.Select(s => IPNetwork.TryParse(s.Cidr, out var block) ? block : (IPNetwork?)null).OfType<IPNetwork>().ToList();
        var takers = new Dictionary<IPAddress, string>();
        var given = flavour.InternalCps.Where(c => c.VirtualLinkId == link).Select(c => (c.Id, c.Addressing)).Concat(flavour.VipCps.Where(v => v.VirtualLinkId == link).Select(v => (v.Id, v.Addressing)));
        foreach (var (cp, address) in given.SelectMany(c => c.Addressing.SelectMany(a => a.FixedIpAddresses).Select(a => (c.Id, a))))
        {
            if (!IPAddress.TryParse(address, out var parsed))
            {
                faults.Add($"The VNFD gives '{address}' to the connection point '{cp}', which is no address.");
            }
            else if (!blocks.Exists(b => b.Contains(parsed)))
            {
                faults.Add($"The VNFD gives {address} to the connection point '{cp}', which is not in a subnet of its virtual link '{link}' ({string.Join(", ", subnets.Select(s => s.Cidr))}).");
            }
            else if (!takers.TryAdd(parsed, cp))
            {
                faults.Add($"The VNFD gives {address} to the connection points '{takers[parsed]}' and '{cp}' of the virtual link '{link}'.");
            }
        }
    }

    private static string? TooSmall(string link, L3ProtocolData subnet, int wanted)
    {
        var pools = subnet.AllocationPools.Select(p => AddressRange.Between(p.StartIpAddress, p.EndIpAddress)).OfType<AddressRange>().ToList();
        if (AddressRange.Usable(subnet.Cidr) is not { } block)
        {
            return null;
        }
        var gateway = subnet.GatewayIp is { } ip && AddressRange.Between(ip, ip) is { } its && block.Contains(its) ? 1 : 0;
        var there = pools.Count > 0 ? pools.Aggregate(System.Numerics.BigInteger.Zero, (sum, p) => sum + p.Count) : block.Count - gateway;
        return there >= wanted ? null : $"The virtual link '{link}' has {there} address(es) in {subnet.Cidr} for {wanted} ports.";
    }
}
