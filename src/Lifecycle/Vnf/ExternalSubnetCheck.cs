using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>
/// Whether the addresses that a request or a grant gives to connection points on an external virtual link (SOL003 §4.4.1.10c) can be in the subnets that its network has in the VIM: what
/// <see cref="CpConfigCheck"/> cannot tell. Pure.
/// </summary>
public static class ExternalSubnetCheck
{
    /// <summary>Whether there is anything to check: somebody gave addresses or named a subnet.</summary>
    public static bool IsNeeded(ExternalLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return Given(link).Any();
    }

    /// <summary>What cannot be, for people; empty: nothing.</summary>
    /// <param name="link">The link.</param>
    /// <param name="subnets">The subnets of its network: identifier in the VIM, and block.</param>
    public static IReadOnlyList<string> Faults(ExternalLink link, IReadOnlyList<(string Id, string Cidr)> subnets)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(subnets);
        var has = subnets.Count == 0 ? "no subnets" : $"the subnets {string.Join(", ", subnets.Select(s => $"{s.Cidr} ({s.Id})"))}";
        var faults = new List<string>();
        foreach (var (cpd, entry, ip) in Given(link))
        {
            var where = $"the connection point '{cpd}' (entry '{entry}') on the network '{link.NetworkId}'";
            var possible = ip.SubnetId is not { } wanted ? subnets : [.. subnets.Where(s => s.Id == wanted || SameBlock(s.Cidr, wanted))];
            if (ip.SubnetId is not null && possible.Count == 0)
            {
                faults.Add($"The subnet '{ip.SubnetId}' that is given for {where} is not there: the network has {has}.");
                continue;
            }
            foreach (var (words, range) in Addresses(ip))
            {
                if (!possible.Any(s => AddressRange.Usable(s.Cidr) is { } block && block.Contains(range)))
                {
                    faults.Add($"{words}, given to {where}, is not in {(ip.SubnetId is null ? "a subnet of it" : $"the subnet {string.Join(", ", possible.Select(s => s.Cidr))}")}: the network has {has}.");
                }
            }
        }
        return faults;
    }

    private static IEnumerable<(string Cpd, string Entry, IpAddressData Ip)> Given(ExternalLink link) =>
        from cp in link.ExtCps
        from config in cp.CpConfig ?? new Dictionary<string, VnfExtCpConfig?>(StringComparer.Ordinal)
            // A port that was provided has the addresses that it has.
        where config.Value is { LinkPortId: null }
        from data in config.Value!.CpProtocolData ?? []
        from ip in data.IpOverEthernet?.IpAddresses ?? []
        where ip.FixedAddresses is { Count: > 0 } || ip.AddressRange is not null || ip.SubnetId is not null
        select (cp.CpdId, config.Key, ip);

    private static IEnumerable<(string Words, AddressRange Range)> Addresses(IpAddressData ip)
    {
        foreach (var address in ip.FixedAddresses ?? [])
        {
            if (AddressRange.Between(address, address) is { } one)
            {
                yield return ($"The address {address}", one);
            }
        }
        if (ip.AddressRange is { } range && AddressRange.Between(range.MinAddress, range.MaxAddress) is { } all)
        {
            yield return ($"The address range {range.MinAddress} to {range.MaxAddress}", all);
        }
    }

    private static bool SameBlock(string one, string other) => System.Net.IPNetwork.TryParse(one, out var a) && System.Net.IPNetwork.TryParse(other, out var b) && a.Equals(b);
}
