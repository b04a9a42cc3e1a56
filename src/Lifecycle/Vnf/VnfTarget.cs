using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>The target state of a VNF instance: what its flavour, size and connections amount to in networks, ports, volumes and servers. Pure.</summary>
public static class VnfTarget
{
    /// <summary>External connection points that need a virtual link and were given none.</summary>
    public static IReadOnlyList<string> MissingMandatoryLinks(VnfTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [.. input.Flavour.ExtCps.Where(cp => cp.Mandatory && FindLink(input, cp) is null).Select(cp => cp.CpdId)];
    }

    /// <summary>Names in the given external links that the flavour does not have as external connection points.</summary>
    public static IReadOnlyList<string> UnknownExternalCps(VnfTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [.. input.ExternalLinks.SelectMany(l => l.CpdIds).Where(id => !input.Flavour.ExtCps.Any(cp => IsNamed(cp, id))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>External connection points whose address range has too few addresses for their instances.</summary>
    public static IReadOnlyList<string> ExhaustedRanges(VnfTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var exposed = Exposed(input);
        return [.. input.ExternalLinks.SelectMany(l => l.ExtCps).Select(data => (Data: data, Cp: input.Flavour.ExtCps.FirstOrDefault(cp => IsNamed(cp, data.CpdId))))
            .Where(c => c.Cp is not null)
            .Select(c => (c.Cp, Range: ExternalPort.Exhausted(c.Data, Instances(c.Cp!))))
            .Where(c => c.Range is not null)
            .Select(c => $"{c.Cp!.CpdId} ({c.Range!.MinAddress} to {c.Range.MaxAddress} for {Instances(c.Cp)} instances)")];

        int Instances(ExtCp cp) => Sharers(input, exposed, cp) is var sharers && sharers.Count > 0
            ? sharers.Count * sharers.Max(c => input.VnfcCounts.GetValueOrDefault(c.VduId))
            : 0;
    }

    /// <summary>Builds the target.</summary>
    public static ResourceGraph Build(VnfTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var flavour = input.Flavour;
        var nodes = new List<ResourceNode>();

        // An internal link that is seen from outside is the outside link: no network of its own. Several external points may stand on one link.
        var exposed = Exposed(input);
        foreach (var link in flavour.InternalVirtualLinks)
        {
            if (!input.ManagedLinks.ContainsKey(link.Id) && !(exposed.TryGetValue(link.Id, out var cp) && FindLink(input, cp) is not null))
            {
                nodes.Add(Network($"network/{link.Id}", $"{input.InstanceName}-{link.Id}", link.ProtocolData));
            }
        }

        var usedRules = flavour.AffinityRules.Where(r => r.Targets.Any(t => input.VnfcCounts.GetValueOrDefault(t) > 0)).ToList();
        foreach (var rule in usedRules)
        {
            nodes.Add(new ResourceNode { Key = AffinityKey(rule), Spec = new AffinityGroupSpec { Anti = rule.Anti, Scope = SolScope(rule.Scope) } });
        }

        var shared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var vdu in flavour.Vdus)
        {
            var cps = flavour.InternalCps.Where(c => c.VduId == vdu.Id).OrderBy(c => c.Order).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
            var groups = usedRules.Where(r => r.Targets.Contains(vdu.Id, StringComparer.Ordinal)).Select(AffinityKey).ToList();
            for (var index = 0; index < input.VnfcCounts.GetValueOrDefault(vdu.Id); index++)
            {
                AddVnfc(nodes, shared, input, exposed, vdu, cps, groups, index);
            }
        }
        return new ResourceGraph(nodes);
    }

    /// <summary>A network node from the protocol data of a link.</summary>
    internal static ResourceNode Network(string key, string name, IReadOnlyList<VirtualLinkProtocolData> protocols) => new()
    {
        Key = key,
        Spec = new NetworkSpec
        {
            Name = name,
            Subnets = [.. protocols.Where(p => p.L3 is not null).Select(p => new SubnetSpec(
                p.L3!.Cidr,
                p.L3.IpVersion.EndsWith('6') ? 6 : 4,
                p.L3.DhcpEnabled ?? true,
                p.L3.GatewayIp))],
        },
    };

    /// <summary>Spells an affinity scope of SOL001 (<c>nfvi_node</c>) as SOL003 does (<c>NFVI_NODE</c>).</summary>
    internal static string SolScope(string scope) => scope.ToUpperInvariant() switch
    {
        "NFVI-NODE" or "NFVINODE" or "HOST" => "NFVI_NODE",
        "ZONE-GROUP" => "ZONE_GROUP",
        "NFVI-POP" => "NFVI_POP",
        var known => known,
    };

    private static void AddVnfc(
        List<ResourceNode> nodes,
        HashSet<string> shared,
        VnfTargetInput input,
        Dictionary<string, ExtCp> exposed,
        Vdu vdu,
        List<VduCp> cps,
        List<string> groups,
        int index)
    {
        var ports = new List<string>();
        var provided = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cp in cps)
        {
            if (Port(input, exposed, cp, index) is { } port)
            {
                nodes.Add(port);
                ports.Add(port.Key);
                if (port.Spec is PortSpec { ProvidedPortId: { } id })
                {
                    provided[port.Key] = id;
                }
            }
        }
        var volumes = new List<string>();
        foreach (var id in vdu.StorageIds)
        {
            if (input.Flavour.StorageResources.FirstOrDefault(s => s.Id == id) is not { } storage)
            {
                continue;
            }
            var key = storage.PerVnfcInstance ? $"storage/{id}/{vdu.Id}/{index}" : $"storage/{id}";
            if (storage.PerVnfcInstance || shared.Add(key))
            {
                nodes.Add(new ResourceNode
                {
                    Key = key,
                    Spec = new StorageSpec { SizeGib = GibOf(storage.SizeBytes), ImageRef = storage.SwImage?.Id },
                });
            }
            volumes.Add(key);
        }
        // Ports and volumes belong to a place, servers come and go: after a change of package the place's server may have another number.
        var number = input.FirstIndexes.GetValueOrDefault(vdu.Id) + index;
        nodes.Add(new ResourceNode
        {
            Key = $"compute/{vdu.Id}/{number}",
            DependsOn = [.. ports, .. volumes, .. groups],
            Spec = new ComputeSpec
            {
                VduId = vdu.Id,
                Name = $"{input.InstanceName}-{vdu.Id}-{number}",
                VirtualCpus = vdu.Compute.NumVirtualCpu,
                MemoryMib = vdu.Compute.VirtualMemSizeMiB,
                DedicatedCpus = vdu.Compute.DedicatedCpus,
                HugepageSizeMib = vdu.Compute.Hugepages.Count > 0 ? (int)Math.Max(1, vdu.Compute.Hugepages[0].PageSizeKiB / 1024) : null,
                SriovPorts = cps.Count(c => c.RequiresPciDevice && ports.Contains(PortKey(c, index), StringComparer.Ordinal)),
                ImageRef = vdu.SwImage?.Id,
                PortKeys = ports,
                ProvidedPorts = provided.Count == 0 ? null : provided,
                StorageKeys = volumes,
                AffinityGroupKeys = groups,
                UserData = input.UserData.GetValueOrDefault(vdu.Id),
                Stopped = input.Stopped || input.StoppedVnfcs.Contains($"compute/{vdu.Id}/{number}"),
            },
        });
    }

    private static ResourceNode? Port(VnfTargetInput input, Dictionary<string, ExtCp> exposed, VduCp cp, int index)
    {
        var extCp = ExtCpOf(input, exposed, cp);
        var link = extCp is null ? null : FindLink(input, extCp);
        var spec = new PortSpec
        {
            CpdId = cp.Id,
            ExtCpdId = link is null ? null : extCp!.CpdId,
            ExtVirtualLinkId = link?.Id,
            VnicType = cp.VnicType,
            BandwidthBps = cp.BitrateRequirementBitsPerSecond,
        };
        if (link is not null)
        {
            return new ResourceNode
            {
                Key = PortKey(cp, index),
                Spec = ExternalPort.Configure(spec with { ExternalNetworkId = link.NetworkId }, link, link.ExtCps.First(c => IsNamed(extCp!, c.CpdId)), Slot(extCp!)),
            };
        }
        if (cp.VirtualLinkId is null)
        {
            // An optional external connection point that nobody connected has no port.
            return null;
        }
        if (input.ManagedLinks.TryGetValue(cp.VirtualLinkId, out var managed))
        {
            return new ResourceNode { Key = PortKey(cp, index), Spec = spec with { ExternalNetworkId = managed } };
        }
        var network = $"network/{cp.VirtualLinkId}";
        return new ResourceNode { Key = PortKey(cp, index), DependsOn = [network], Spec = spec with { NetworkKey = network } };

        // Several internal points may be seen through one external point: no address is given twice, and scaling moves none.
        int Slot(ExtCp shared)
        {
            var sharers = Sharers(input, exposed, shared);
            return index * sharers.Count + sharers.FindIndex(c => c.Id == cp.Id);
        }
    }

    private static List<VduCp> Sharers(VnfTargetInput input, Dictionary<string, ExtCp> exposed, ExtCp shared)
        => [.. input.Flavour.InternalCps.Where(c => ExtCpOf(input, exposed, c)?.CpdId == shared.CpdId)];

    /// <summary>Internal links that are seen from outside, each by the external point through which it is attached.</summary>
    private static Dictionary<string, ExtCp> Exposed(VnfTargetInput input) => input.Flavour.ExtCps.Where(cp => cp.InternalVirtualLinkId is not null)
        .GroupBy(cp => cp.InternalVirtualLinkId!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.FirstOrDefault(cp => FindLink(input, cp) is not null) ?? g.First(), StringComparer.Ordinal);

    private static ExtCp? ExtCpOf(VnfTargetInput input, Dictionary<string, ExtCp> exposed, VduCp cp)
        => (cp.VirtualLinkId is not null ? exposed.GetValueOrDefault(cp.VirtualLinkId) : null)
            ?? input.Flavour.ExtCps.FirstOrDefault(e => e.VduCpIds.Contains(cp.Id, StringComparer.Ordinal));

    private static ExternalLink? FindLink(VnfTargetInput input, ExtCp cp)
        => input.ExternalLinks.FirstOrDefault(l => l.CpdIds.Any(id => IsNamed(cp, id)));

    private static bool IsNamed(ExtCp cp, string name) => cp.CpdId == name || cp.RequirementName == name;

    private static string PortKey(VduCp cp, int index) => $"port/{cp.Id}/{index}";

    private static string AffinityKey(AffinityRule rule) => $"affinity/{rule.Id}";

    private static long GibOf(long bytes) => Math.Max(1, (bytes + (1L << 30) - 1) >> 30);
}
