using System.Globalization;
using System.Net;
using System.Numerics;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>What the configuration of an external connection point (SOL003 §4.4.1.10a VnfExtCpConfig) means for the port of one VNFC. Pure.</summary>
internal static class ExternalPort
{
    /// <summary>The port of the instance in a slot.</summary>
    /// <param name="port">The port as far as the descriptor decides.</param>
    /// <param name="link">The external link.</param>
    /// <param name="cp">The connection point on it.</param>
    /// <param name="slot">Which instance, from 0.</param>
    public static PortSpec Configure(PortSpec port, ExternalLink link, VnfExtCpData cp, int slot)
    {
        var entries = Entries(cp);
        if (entries.Count == 0)
        {
            return port;
        }
        var own = slot < entries.Count;
        var (id, config) = entries[own ? slot : entries.Count - 1];
        var ethernet = Ethernet(config);
        var addresses = new List<string>();
        var subnets = new List<string>();
        foreach (var ip in ethernet.SelectMany(e => e.IpAddresses ?? []))
        {
            if (ip.FixedAddresses is { Count: > 0 } fixedOnes)
            {
                addresses.AddRange(own ? fixedOnes : []);
            }
            else if (ip.AddressRange is { } range && InRange(range, Earlier(entries, range, slot)) is { } address)
            {
                addresses.Add(address);
            }
            else if (ip.SubnetId is { } subnet)
            {
                subnets.AddRange(Enumerable.Repeat(subnet, Math.Clamp(ip.NumDynamicAddresses ?? 1, 1, 16)));
            }
        }
        return port with
        {
            FixedAddresses = addresses,
            DynamicSubnets = subnets,
            MacAddress = own ? ethernet.Select(e => e.MacAddress).FirstOrDefault(m => m is not null) : null,
            LinkPortId = own ? config.LinkPortId : null,
            ProvidedPortId = own && config.LinkPortId is { } provided ? link.LinkPorts.GetValueOrDefault(provided) : null,
            CpConfigId = own ? id : null,
        };
    }

    /// <summary>The first address range that does not have an address for each of its instances; null: all have.</summary>
    public static IpAddressRange? Exhausted(VnfExtCpData cp, int instances)
    {
        var entries = Entries(cp);
        for (var slot = 0; entries.Count > 0 && slot < instances; slot++)
        {
            foreach (var ip in Ethernet(entries[Math.Min(slot, entries.Count - 1)].Value).SelectMany(e => e.IpAddresses ?? []))
            {
                if (ip.FixedAddresses is not { Count: > 0 } && ip.AddressRange is { } range && InRange(range, Earlier(entries, range, slot)) is null)
                {
                    return range;
                }
            }
        }
        return null;
    }

    /// <summary>Whether the NFVO wants a port for the virtual address in a slot (createExtLinkPort); null: it does not say.</summary>
    public static bool? CreatesLinkPort(VnfExtCpData cp, int slot) => Entry(cp, slot)?.CreateExtLinkPort;

    /// <summary>The VLAN of the carried port in a slot: whether its configuration says anything about it, and what; null: that of its network.</summary>
    public static (bool Said, int? Id) Segmentation(VnfExtCpData cp, int slot)
    {
        var ethernet = Entry(cp, slot) is { } config ? Ethernet(config) : [];
        return ethernet.Find(e => e.SegmentationType is not null || e.SegmentationId is not null) is not { } said
            ? (false, null)
            : (true, said.SegmentationType != SegmentationType.INHERIT && int.TryParse(said.SegmentationId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null);
    }

    private static VnfExtCpConfig? Entry(VnfExtCpData cp, int slot) => Entries(cp) is { Count: > 0 } entries ? entries[Math.Min(slot, entries.Count - 1)].Value : null;

    private static List<KeyValuePair<string, VnfExtCpConfig>> Entries(VnfExtCpData cp)
        => [.. (cp.CpConfig ?? new Dictionary<string, VnfExtCpConfig?>(StringComparer.Ordinal)).Where(e => e.Value is not null).Select(e => KeyValuePair.Create(e.Key, e.Value!))];

    private static List<IpOverEthernetAddressData> Ethernet(VnfExtCpConfig config)
        => [.. (config.CpProtocolData ?? []).Select(p => p.IpOverEthernet).OfType<IpOverEthernetAddressData>()];

    /// <summary>How many instances before this one draw from the same range.</summary>
    private static int Earlier(List<KeyValuePair<string, VnfExtCpConfig>> entries, IpAddressRange range, int slot)
    {
        bool Draws(int entry) => Ethernet(entries[entry].Value).SelectMany(e => e.IpAddresses ?? []).Any(ip => ip.FixedAddresses is not { Count: > 0 } && ip.AddressRange == range);
        var own = Enumerable.Range(0, Math.Min(slot, entries.Count)).Count(Draws);
        return slot > entries.Count && Draws(entries.Count - 1) ? own + slot - entries.Count : own;
    }

    private static string? InRange(IpAddressRange range, int offset)
    {
        if (!IPAddress.TryParse(range.MinAddress, out var min) || !IPAddress.TryParse(range.MaxAddress, out var max) || min.AddressFamily != max.AddressFamily)
        {
            return null;
        }
        var address = new BigInteger(min.GetAddressBytes(), isUnsigned: true, isBigEndian: true) + offset;
        if (address > new BigInteger(max.GetAddressBytes(), isUnsigned: true, isBigEndian: true))
        {
            return null;
        }
        var bytes = new byte[min.GetAddressBytes().Length];
        var low = address.ToByteArray(isUnsigned: true, isBigEndian: true);
        low.CopyTo(bytes, bytes.Length - low.Length);
        return new IPAddress(bytes).ToString();
    }
}
