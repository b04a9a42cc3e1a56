using System.Globalization;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>
/// What a VDU asks of its host, in words that a VIM understands. SOL001 has free key-value pairs for much of it (vdu_cpu_requirements, vdu_mem_requirements, compute_requirements, logical_node_requirements):
/// descriptors use the names of the VIM's flavour properties for keys there. Pure.
/// </summary>
internal static class VduRequirements
{
    private const string PciAlias = "pci_passthrough:alias", CpuPolicy = "hw:cpu_policy", CpuThreadPolicy = "hw:cpu_thread_policy";

    /// <summary>Devices of one alias that the VIM contract lets a server ask for.</summary>
    private const int MostDevices = 64;

    /// <summary>Name spaces of flavour properties at OpenStack; those that may be numbered or named (<c>trait1:</c>, <c>resources_NIC:</c>) come first.</summary>
    private static readonly string[] Grouped = ["trait", "resources"], Plain = ["hw", "quota", "pci_passthrough", "aggregate_instance_extra_specs", "capabilities", "accel", "os", "vmware"];

    /// <summary>The requirements of a VDU.</summary>
    public static ComputeRequirements Of(Vdu vdu)
    {
        var compute = vdu.Compute;
        // Without CPUs of its own a server has no threads to share, and VIMs refuse the combination, whichever of the two words asks for it.
        var threads = compute.DedicatedCpus && compute.CpuThreadPolicy?.ToUpperInvariant() is "PREFER" or "ISOLATE" or "REQUIRE" ? compute.CpuThreadPolicy.ToUpperInvariant() : null;
        var asked = Asked(compute).ToList();
        var ownCpus = compute.DedicatedCpus || asked.Find(p => p.Key == CpuPolicy).Value?.Trim().ToUpperInvariant() is "DEDICATED" or "MIXED";
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in asked)
        {
            // What has a word of its own is said by that word alone.
            var said = key switch
            {
                CpuThreadPolicy => threads is not null || !ownCpus,
                "hw:numa_nodes" => compute.NumaNodes is not null,
                CpuPolicy => compute.DedicatedCpus,
                PciAlias => true,
                _ => !IsFlavourProperty(key),
            };
            if (!said)
            {
                properties.TryAdd(key, value);
            }
        }
        // The VDU itself, each logical node and each capability may ask for devices of their own: the server gets all of them.
        var aliases = string.Join(',', asked.Where(p => p.Key == PciAlias).Select(p => p.Value.Trim()).Where(v => v.Length > 0));
        var devices = DevicesOf(aliases);
        if (devices is null && aliases.Length > 0)
        {
            properties.Add(PciAlias, aliases);
        }
        List<long> disks = [.. compute.LocalStorageBytes.Select(static bytes => (bytes >> 30) + ((bytes & ((1L << 30) - 1)) == 0 ? 0 : 1))];
        return new ComputeRequirements
        {
            CpuThreadPolicy = threads,
            // Memory that is near the CPUs, without a number of nodes: both are on one.
            NumaNodes = compute.NumaNodes ?? (compute.NumaEnabled ? 1 : null),
            // Local disks are those of the host. The first holds the image; a server that boots from a volume has them besides.
            LocalDiskGib = vdu.SwImage is not null && disks is [var root, ..] ? root : null,
            FurtherDisksGib = disks[(vdu.SwImage is null ? 0 : Math.Min(1, disks.Count))..] is { Count: > 0 } further ? further : null,
            PciDevices = devices,
            FlavourProperties = properties.Count == 0 ? null : properties,
        };
    }

    /// <summary>Whether the VIM shall offer boot data on a drive as well (SOL001 §6.2.43 BootData, vim_specific_properties).</summary>
    public static bool WantsConfigDrive(Vdu vdu)
        => vdu.BootDataDetails?.VimProperties.FirstOrDefault(p => p.Key.Equals("config_drive", StringComparison.OrdinalIgnoreCase)).Value?.Trim().ToUpperInvariant() is "TRUE" or "YES" or "1";

    /// <summary>All requirements with the key as it was written; those of optional capabilities are left out, since a host without them is not to be refused.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Asked(VirtualCompute compute)
        => compute.ExtraRequirements
            .Concat(compute.LogicalNodes.OrderBy(n => n.Key, StringComparer.Ordinal).SelectMany(n => n.Value))
            .Concat(compute.RequestedAdditionalCapabilities.Where(c => c.SupportMandatory).SelectMany(c => c.Parameters));

    private static bool IsFlavourProperty(string key)
        => key.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && key[..colon] is var space && key.Length > colon + 1
            && (Plain.Contains(space, StringComparer.Ordinal) || Array.Exists(Grouped, g => space.StartsWith(g, StringComparison.Ordinal) && space[g.Length..].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')));

    /// <summary><c>gpu:1,crypto:2</c>; null when it is not written like this: then it is the VIM's to understand.</summary>
    private static List<PciDeviceSpec>? DevicesOf(string aliases)
    {
        var devices = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in aliases.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.LastIndexOf(':');
            if (colon <= 0 || !int.TryParse(part[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostDevices)
            {
                return null;
            }
            var all = devices.GetValueOrDefault(part[..colon]) + count;
            if (all > MostDevices)
            {
                return null;
            }
            devices[part[..colon]] = all;
        }
        return devices.Count == 0 ? null : [.. devices.Select(d => new PciDeviceSpec(d.Key, d.Value))];
    }
}
