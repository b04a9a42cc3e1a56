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
        var ports = new VnfPorts(input);
        return [.. input.Flavour.ExtCps.Where(cp => cp.Mandatory && ports.LinkOf(cp) is null).Select(cp => cp.CpdId)];
    }

    /// <summary>Names in the given external links that the flavour does not have as external connection points.</summary>
    public static IReadOnlyList<string> UnknownExternalCps(VnfTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [.. input.ExternalLinks.SelectMany(l => l.CpdIds).Where(id => !input.Flavour.ExtCps.Any(cp => VnfPorts.IsNamed(cp, id))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>External connection points whose address range has too few addresses for their instances.</summary>
    public static IReadOnlyList<string> ExhaustedRanges(VnfTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var ports = new VnfPorts(input);
        return [.. input.ExternalLinks.SelectMany(l => l.ExtCps).Select(data => (Data: data, Cp: input.Flavour.ExtCps.FirstOrDefault(cp => VnfPorts.IsNamed(cp, data.CpdId))))
            .Where(c => c.Cp is not null)
            .Select(c => (Cp: c.Cp!, Range: ExternalPort.Exhausted(c.Data, ports.InstancesOf(c.Cp!))))
            .Where(c => c.Range is not null)
            .Select(c => $"{c.Cp.CpdId} ({c.Range!.MinAddress} to {c.Range.MaxAddress} for {ports.InstancesOf(c.Cp)} instances)")];
    }

    /// <summary>Builds the target.</summary>
    public static ResourceGraph Build(VnfTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var flavour = input.Flavour;
        var nodes = new List<ResourceNode>();

        // An internal link that is seen from outside is the outside link: no network of its own. Several external points may stand on one link.
        var ports = new VnfPorts(input);
        foreach (var link in flavour.InternalVirtualLinks)
        {
            if (!input.ManagedLinks.ContainsKey(link.Id) && !ports.IsOutside(link.Id))
            {
                nodes.Add(VnfNetworks.Node($"network/{link.Id}", $"{input.InstanceName}-{link.Id}", link.ProtocolData, link.MaxBitrate));
            }
        }

        var usedRules = flavour.AffinityRules.Where(r => r.Targets.Any(t => input.VnfcCounts.GetValueOrDefault(t) > 0)).ToList();
        nodes.AddRange(usedRules.Select(Group));

        nodes.AddRange(ports.Vips);
        nodes.AddRange(flavour.InternalCps.Where(c => input.VnfcCounts.GetValueOrDefault(c.VduId) > 0 && ports.IsConnected(c)).Select(ports.GroupOf).OfType<ResourceNode>());
        var shared = new HashSet<string>(StringComparer.Ordinal);
        var cpsOf = flavour.InternalCps.Where(c => c.TrunkCpId is null).ToLookup(c => c.VduId, StringComparer.Ordinal);
        foreach (var vdu in flavour.Vdus)
        {
            var cps = cpsOf[vdu.Id].OrderBy(c => c.Order).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
            var groups = usedRules.Where(r => r.Targets.Contains(vdu.Id, StringComparer.Ordinal)).Select(Group).ToList();
            for (var index = 0; index < input.VnfcCounts.GetValueOrDefault(vdu.Id); index++)
            {
                AddVnfc(nodes, shared, input, ports, vdu, cps, groups, index);
            }
        }
        return new ResourceGraph(nodes);
    }

    /// <summary>What all servers made from a VDU have in common: size, demands on the host and image.</summary>
    public static ComputeSpec Server(Vdu vdu)
    {
        ArgumentNullException.ThrowIfNull(vdu);
        return new ComputeSpec
        {
            VduId = vdu.Id,
            Name = vdu.Id,
            VirtualCpus = vdu.Compute.NumVirtualCpu,
            MemoryMib = vdu.Compute.VirtualMemSizeMiB,
            DedicatedCpus = vdu.Compute.DedicatedCpus,
            // Any size that is large: the one that every host with huge pages has.
            HugepageSizeMib = vdu.Compute.Hugepages.Count > 0 ? (int)(vdu.Compute.Hugepages[0].PageSizeKiB is 0 ? 2 : Math.Max(1, vdu.Compute.Hugepages[0].PageSizeKiB / 1024)) : null,
            Requirements = VduRequirements.Of(vdu),
            ConfigDrive = VduRequirements.WantsConfigDrive(vdu),
            ImageRef = vdu.SwImage?.Id,
        };
    }

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
        VnfPorts network,
        Vdu vdu,
        List<VduCp> cps,
        List<ResourceNode> groups,
        int index)
    {
        var ports = new List<string>();
        var provided = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cp in cps)
        {
            var made = network.Of(cp, index);
            if (made.Count == 0)
            {
                continue;
            }
            nodes.AddRange(made);
            // What is carried on a trunk is not attached itself.
            var port = made[^1];
            ports.Add(port.Key);
            if (port.Spec is PortSpec { ProvidedPortId: { } id })
            {
                provided[port.Key] = id;
            }
        }
        var volumes = new List<string>();
        foreach (var storage in VduDisks.InBootOrder(vdu, input.Flavour.StorageResources))
        {
            var id = storage.Id;
            var key = storage.PerVnfcInstance ? $"storage/{id}/{vdu.Id}/{index}" : $"storage/{id}";
            if (storage.PerVnfcInstance || shared.Add(key))
            {
                nodes.Add(new ResourceNode
                {
                    Key = key,
                    Spec = new StorageSpec { SizeGib = GibOf(storage.SizeBytes), ImageRef = storage.SwImage?.Id, MultiAttach = VduDisks.IsAttachedByMany(storage, input.Flavour) ? true : null },
                });
            }
            volumes.Add(key);
        }
        // Ports and volumes belong to a place, servers come and go: after a change of package the place's server may have another number.
        var number = input.FirstIndexes.GetValueOrDefault(vdu.Id) + index;
        nodes.Add(new ResourceNode
        {
            Key = $"compute/{vdu.Id}/{number}",
            DependsOn = [.. ports, .. volumes, .. groups.Select(g => g.Key)],
            Spec = Server(vdu) with
            {
                Name = $"{input.InstanceName}-{vdu.Id}-{number}",
                SriovPorts = cps.Count(c => c.RequiresPciDevice && ports.Contains(PortKey(c, index), StringComparer.Ordinal)),
                PortKeys = ports,
                ProvidedPorts = provided.Count == 0 ? null : provided,
                StorageKeys = volumes,
                AffinityGroupKeys = [.. groups.Where(InVim).Select(g => g.Key)],
                PlacementRuleKeys = groups.TrueForAll(InVim) ? null : [.. groups.Where(g => !InVim(g)).Select(g => g.Key)],
                UserData = input.UserData.GetValueOrDefault(vdu.Id),
                Stopped = input.Stopped || input.StoppedVnfcs.Contains($"compute/{vdu.Id}/{number}"),
            },
        });
    }

    private static string PortKey(VduCp cp, int index) => $"port/{cp.Id}/{index}";

    private static ResourceNode Group(AffinityRule rule) => new() { Key = $"affinity/{rule.Id}", Spec = new AffinityGroupSpec { Anti = rule.Anti, Scope = SolScope(rule.Scope) } };

    private static bool InVim(ResourceNode group) => group.Spec is AffinityGroupSpec { IsVimGroup: true };

    private static long GibOf(long bytes) => Math.Max(1, (bytes + (1L << 30) - 1) >> 30);
}
