using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>Whether the configurations that a request gives to external connection points can be (SOL003 §4.4.1.10a to c), as far as that can be told without the VIM. Pure.</summary>
public static class CpConfigCheck
{
    private const int LastVlan = 4094;

    /// <summary>What cannot be, for people, each with the connection point it is about; empty: nothing.</summary>
    public static IReadOnlyList<string> Faults(VnfTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var faults = new List<string>();
        var given = new Dictionary<string, Given>(StringComparer.Ordinal);
        foreach (var link in input.ExternalLinks)
        {
            var here = given.TryGetValue(link.NetworkId, out var known) ? known : given[link.NetworkId] = new Given();
            foreach (var cp in link.ExtCps)
            {
                var slot = 0;
                foreach (var (id, config) in cp.CpConfig ?? new Dictionary<string, VnfExtCpConfig?>(StringComparer.Ordinal))
                {
                    if (config is not null)
                    {
                        Check(new Entry(link, cp.CpdId, id, config, slot++), input, here, faults);
                    }
                }
            }
        }
        return faults;
    }

    private static void Check(Entry entry, VnfTargetInput input, Given given, List<string> faults)
    {
        var (link, _, _, config, _) = entry;
        if (config.LinkPortId is { } port && !link.LinkPorts.ContainsKey(port))
        {
            faults.Add($"{entry} refers to the link port '{port}'; the external virtual link '{link.Id}' has: {(link.LinkPorts.Count == 0 ? "none" : string.Join(", ", link.LinkPorts.Keys.Select(k => $"'{k}'")))}.");
        }
        var ethernet = (config.CpProtocolData ?? []).Select(p => p.IpOverEthernet).OfType<IpOverEthernetAddressData>().ToList();
        foreach (var data in ethernet)
        {
            if (data.MacAddress is { } mac)
            {
                Mac(entry, mac, given, faults);
            }
            foreach (var ip in data.IpAddresses ?? [])
            {
                Addresses(entry, ip, given, faults);
            }
        }
        LinkPort(entry, ethernet, input.Flavour, faults);
        Trunk(entry, ethernet, input, faults);
    }

    private static void Mac(Entry entry, string mac, Given given, List<string> faults)
    {
        if (!PhysicalAddress.TryParse(mac, out var parsed) || parsed.GetAddressBytes() is not { Length: 6 } bytes || mac.Length != 17)
        {
            faults.Add($"The MAC address '{mac}' of {entry} is not written aa:bb:cc:dd:ee:ff.");
        }
        else if ((bytes[0] & 1) != 0)
        {
            faults.Add($"The MAC address '{mac}' of {entry} is one of a group; a port has one of its own (the first byte is even).");
        }
        else if (!given.Macs.TryAdd(parsed.ToString(), entry))
        {
            faults.Add($"The MAC address '{mac}' is given to {given.Macs[parsed.ToString()]} and to {entry}, on one network.");
        }
    }

    private static void Addresses(Entry entry, IpAddressData ip, Given given, List<string> faults)
    {
        var ways = (ip.FixedAddresses is { Count: > 0 } ? 1 : 0) + (ip.NumDynamicAddresses is not null ? 1 : 0) + (ip.AddressRange is not null ? 1 : 0);
        if (ways > 1)
        {
            faults.Add($"{entry} must give one of fixedAddresses, numDynamicAddresses and addressRange.");
            return;
        }
        if (ip.NumDynamicAddresses is < 1)
        {
            faults.Add($"{entry} asks for {ip.NumDynamicAddresses} dynamic addresses; it must be 1 or more.");
        }
        var isSix = ip.Type == IpAddressType.IPV6;
        var ends = ip.AddressRange is { } range ? [range.MinAddress, range.MaxAddress] : Array.Empty<string>();
        var wrong = (ip.FixedAddresses ?? []).Concat(ends).Where(a => !IPAddress.TryParse(a, out var parsed) || (parsed.AddressFamily == AddressFamily.InterNetworkV6) != isSix).ToList();
        if (wrong.Count > 0)
        {
            faults.AddRange(wrong.Select(a => $"'{a}' in {entry} is no {ip.Type} address."));
            return;
        }
        if (ip.AddressRange is { } dealt && AddressRange.Between(dealt.MinAddress, dealt.MaxAddress) is null)
        {
            faults.Add($"The address range of {entry} ends ({dealt.MaxAddress}) before it begins ({dealt.MinAddress}).");
            return;
        }
        // A subnet may be named by its identifier in the VIM, about which nothing is known here, or by its block.
        var block = ip.SubnetId is { } subnet && subnet.Contains('/', StringComparison.Ordinal) ? subnet : null;
        var inside = AddressRange.Usable(block);
        if (block is not null && (inside is null || inside.Value.IsSix != isSix))
        {
            faults.Add($"The subnet '{block}' of {entry} is no {ip.Type} block.");
            return;
        }
        foreach (var address in ip.FixedAddresses ?? [])
        {
            Taken(entry, address, AddressRange.Between(address, address)!.Value, isFixed: true, given, faults);
        }
        if (ip.AddressRange is { } drawn)
        {
            Taken(entry, $"{drawn.MinAddress} to {drawn.MaxAddress}", AddressRange.Between(drawn.MinAddress, drawn.MaxAddress)!.Value, isFixed: false, given, faults);
        }

        void Taken(Entry by, string words, AddressRange addresses, bool isFixed, Given all, List<string> found)
        {
            if (inside is { } subnetAddresses && !subnetAddresses.Contains(addresses))
            {
                found.Add($"{words} of {by} is not in the subnet '{block}'.");
            }
            // The same range may be dealt out to several; apart from that no address has two takers.
            if (all.Addresses.Find(o => o.Range.Overlaps(addresses) && (isFixed || o.IsFixed || o.Range != addresses)) is { By: not null } other)
            {
                found.Add($"The address {words} is given to more than one connection point of the network '{by.Link.NetworkId}': to {other.By} and to {by}.");
            }
            all.Addresses.Add((addresses, isFixed, by));
        }
    }

    /// <summary>createExtLinkPort is about virtual addresses alone, and one without a port must be told.</summary>
    private static void LinkPort(Entry entry, List<IpOverEthernetAddressData> ethernet, DeploymentFlavour flavour, List<string> faults)
    {
        if (entry.Config.CreateExtLinkPort is not { } wanted)
        {
            return;
        }
        var vip = flavour.VipCps.FirstOrDefault(v => v.Id == entry.CpdId);
        if (vip is null || !vip.DedicatedIpAddress)
        {
            if (!wanted)
            {
                faults.Add($"{entry} says createExtLinkPort false, which is for virtual addresses of their own (VipCp) only: every other connection point has a port.");
            }
        }
        else if (wanted && entry.Config.LinkPortId is not null)
        {
            faults.Add($"{entry} gives a link port and asks for another one (createExtLinkPort true).");
        }
        else if (!wanted && !ethernet.Exists(e => (e.IpAddresses ?? []).Any(a => a.FixedAddresses is { Count: > 0 } || a.AddressRange is not null)))
        {
            faults.Add($"{entry} wants no port for a virtual address (createExtLinkPort false) and does not say which address it is: give fixedAddresses.");
        }
    }

    private static void Trunk(Entry entry, List<IpOverEthernetAddressData> ethernet, VnfTargetInput input, List<string> faults)
    {
        var flavour = input.Flavour;
        var ext = flavour.ExtCps.FirstOrDefault(e => VnfPorts.IsNamed(e, entry.CpdId));
        var part = flavour.InternalCps.FirstOrDefault(c => c.TrunkCpId is not null && ext?.VduCpIds.Contains(c.Id, StringComparer.Ordinal) == true);
        var segment = ethernet.Find(e => e.SegmentationId is not null || e.SegmentationType is not null);
        if (part is null)
        {
            if (segment is not null || entry.Config.ParentCpConfigId is not null)
            {
                faults.Add($"{entry} gives segmentationId, segmentationType or parentCpConfigId, which are for parts of a trunk (VduSubCp); it is none.");
            }
            return;
        }
        if (segment is not null && segment.SegmentationType != SegmentationType.INHERIT
            && (!int.TryParse(segment.SegmentationId, NumberStyles.None, CultureInfo.InvariantCulture, out var vlan) || vlan is < 1 or > LastVlan))
        {
            faults.Add($"The segmentationId '{segment.SegmentationId}' of {entry} is no VLAN (1 to {LastVlan}).");
        }
        if (segment is null && part.SegmentationId is null && !string.Equals(part.SegmentationType, "inherit", StringComparison.OrdinalIgnoreCase))
        {
            faults.Add($"{entry} is a part of the trunk '{part.TrunkCpId}' and neither it nor the VNFD gives a segmentationId.");
        }
        if (entry.Config.ParentCpConfigId is { } parent)
        {
            var trunk = flavour.ExtCps.FirstOrDefault(e => e.VduCpIds.Contains(part.TrunkCpId!, StringComparer.Ordinal));
            var entries = input.ExternalLinks.SelectMany(l => l.ExtCps).Where(c => trunk is not null && VnfPorts.IsNamed(trunk, c.CpdId)).SelectMany(c => c.CpConfig?.Where(e => e.Value is not null).Select(e => e.Key) ?? []).ToList();
            if (entries.IndexOf(parent) != entry.Slot)
            {
                faults.Add($"{entry} names the parent '{parent}'; what is carried by the instance in place {entry.Slot + 1} rides on the trunk in the same place, whose configuration is {(entry.Slot < entries.Count ? $"'{entries[entry.Slot]}'" : "not given")}.");
            }
        }
    }

    /// <summary>What is given on one network.</summary>
    private sealed class Given
    {
        public Dictionary<string, Entry> Macs { get; } = new(StringComparer.Ordinal);

        public List<(AddressRange Range, bool IsFixed, Entry By)> Addresses { get; } = [];
    }

    private sealed record Entry(ExternalLink Link, string CpdId, string Id, VnfExtCpConfig Config, int Slot)
    {
        public override string ToString() => $"cpConfig '{Id}' of '{CpdId}'";
    }
}
