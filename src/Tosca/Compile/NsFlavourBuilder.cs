using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Builds one <see cref="NsDeploymentFlavour"/> out of its template.</summary>
internal sealed class NsFlavourBuilder(ServiceTemplate template, NodeTemplate? self, DiagnosticBag diagnostics)
{
    public NsDeploymentFlavour Build(string flavourId)
    {
        var links = template.NodesOf("tosca.nodes.nfv.NsVirtualLink").Select(Link).ToList();
        var vnfs = template.NodesOf(VnfdBuilder.VnfType).Select(n => VnfProfile(n, links)).OfType<VnfProfile>().ToList();
        var pnfs = template.NodesOf("tosca.nodes.nfv.PNF").Select(n => new PnfProfile
        {
            ProfileId = n.Name,
            PnfdId = n.Property("descriptor_id")?.Text ?? n.Name,
            VirtualLinkConnectivity = Connectivity(n, links),
        }).ToList();
        var nested = template.NodesOf(NsdBuilder.NsType).Where(n => !ReferenceEquals(n, self)).Select(n => Nested(n, links)).OfType<NestedNsProfile>().ToList();
        if (vnfs.Count + pnfs.Count + nested.Count == 0)
        {
            diagnostics.Deviation("TOSCA0405", self?.At ?? template.Topology, "the network service has no VNF, PNF or nested NS", "SOL001 §7.11");
        }

        var dependencies = Dependencies();
        var scaling = new NsScalingBuilder(template, vnfs, nested, diagnostics);
        var aspects = scaling.Aspects();
        var (levels, defaultLevel) = scaling.Levels();
        return new NsDeploymentFlavour
        {
            FlavourId = flavourId,
            Workflows = Workflows.WorkflowReader.Read(template),
            Description = template.Source.Root["description"]?.Text?.Trim(),
            VnfProfiles = vnfs,
            PnfProfiles = pnfs,
            NestedNsProfiles = nested,
            VirtualLinks = links,
            Saps = template.NodesOf("tosca.nodes.nfv.Sap").Select(n => Sap(n, links)).ToList(),
            Vnffgs = new VnffgBuilder(template, diagnostics).Build(),
            Dependencies = dependencies,
            AffinityRules = Read.Affinity(template, "tosca.policies.nfv.NsAffinityRule", "tosca.policies.nfv.NsAntiAffinityRule", diagnostics).ToList(),
            SecurityGroupRules = template.Policies.Where(p => p.Type.IsA("tosca.policies.nfv.NsSecurityGroupRule") || p.Type.IsA("tosca.policies.nfv.SecurityGroupRule")).Select(Read.SecurityRule).ToList(),
            ScalingAspects = aspects,
            InstantiationLevels = levels,
            DefaultInstantiationLevelId = defaultLevel,
            AutoScalePolicies = Read.AutoScale(template).ToList(),
            MonitoringParameters = template.PoliciesOf("tosca.policies.nfv.NsMonitoring").SelectMany(p => p["ns_monitoring_parameters"].Monitoring()).ToList(),
        };
    }

    private static NsVirtualLink Link(NodeTemplate node)
    {
        var profile = node.Property("vl_profile");
        return new NsVirtualLink
        {
            Id = node.Name,
            Description = node.Property("description")?.Text,
            LayerProtocols = (node.Property("connectivity_type")?["layer_protocols"]).Texts(),
            FlowPattern = node.Property("connectivity_type")?["flow_pattern"]?.Text,
            MaxBitrate = profile?["max_bitrate_requirements"].Bitrate(),
            MinBitrate = profile?["min_bitrate_requirements"].Bitrate(),
            Qos = profile?["qos"].Qos(),
            ProtocolData = (profile?["virtual_link_protocol_data"]).LinkProtocols(),
        };
    }

    private VnfProfile? VnfProfile(NodeTemplate node, List<NsVirtualLink> links)
    {
        if (node.Property("descriptor_id")?.Text is not { Length: > 0 } vnfdId)
        {
            diagnostics.Error("TOSCA0232", node.At, $"VNF '{node.Name}' has no descriptor_id: its VNFD is not known", "SOL001 §7.11", "set the property descriptor_id, or give its node type a default");
            return null;
        }

        var profile = node.Property("vnf_profile");
        var (min, max) = Range(node, profile);
        return new VnfProfile
        {
            ProfileId = node.Name,
            VnfdId = vnfdId,
            FlavourId = node.Property("flavour_id")?.Text,
            InstantiationLevel = profile?["instantiation_level"]?.Text,
            MinNumberOfInstances = min,
            MaxNumberOfInstances = max,
            VirtualLinkConnectivity = Connectivity(node, links),
        };
    }

    private NestedNsProfile? Nested(NodeTemplate node, List<NsVirtualLink> links)
    {
        if (node.Property("descriptor_id")?.Text is not { Length: > 0 } nsdId)
        {
            diagnostics.Error("TOSCA0232", node.At, $"nested NS '{node.Name}' has no descriptor_id: its NSD is not known", "SOL001 §7.11");
            return null;
        }

        var profile = node.Property("ns_profile");
        var (min, max) = Range(node, profile);
        return new NestedNsProfile
        {
            ProfileId = node.Name,
            NsdId = nsdId,
            FlavourId = node.Property("flavour_id")?.Text,
            InstantiationLevel = profile?["ns_instantiation_level"]?.Text,
            MinNumberOfInstances = min,
            MaxNumberOfInstances = max,
            VirtualLinkConnectivity = Connectivity(node, links),
        };
    }

    private (int Min, int Max) Range(NodeTemplate node, YNode? profile)
    {
        var min = profile?["min_number_of_instances"].Int() ?? 1;
        var max = profile?["max_number_of_instances"].Int() ?? Math.Max(1, min);
        if (max < min || min < 0)
        {
            diagnostics.Error("TOSCA0314", profile ?? node.At, $"'{node.Name}' has at least {min} but at most {max} instances", "SOL001 §6.2.25");
        }

        return (min, max);
    }

    private List<VirtualLinkConnectivity> Connectivity(NodeTemplate node, List<NsVirtualLink> links)
    {
        var byLink = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var requirement in node.Requirements.Where(r => r.Name is not "dependency" && r.Target is not null))
        {
            if (links.Exists(l => l.Id == requirement.Target))
            {
                if (!byLink.TryGetValue(requirement.Target!, out var cps))
                {
                    byLink[requirement.Target!] = cps = [];
                }

                if (!cps.Contains(requirement.Name))
                {
                    cps.Add(requirement.Name);
                }
            }
            else if (template.Node(requirement.Target) is null)
            {
                diagnostics.Deviation("TOSCA0401", requirement.At, $"requirement '{requirement.Name}' of '{node.Name}' refers to the virtual link '{requirement.Target}', which is not defined; it stays unconnected", "SOL001 §7.11", DidYouMean.Hint(requirement.Target!, links.Select(l => l.Id)));
            }
        }

        return byLink.Select(p => new VirtualLinkConnectivity(p.Key, p.Value)).ToList();
    }

    private Sap Sap(NodeTemplate node, List<NsVirtualLink> links)
    {
        var requirement = node.RequirementsNamed("internal_virtual_link").FirstOrDefault(r => r.Target is not null);
        if (requirement is null)
        {
            diagnostics.Deviation("TOSCA0404", node.At, $"SAP '{node.Name}' has no virtual link behind it", "SOL001 §7.8.2", "add the requirement internal_virtual_link");
        }
        else if (!links.Exists(l => l.Id == requirement.Target))
        {
            diagnostics.Deviation("TOSCA0404", requirement.At, $"SAP '{node.Name}' refers to the virtual link '{requirement.Target}', which is not defined; it stays unconnected", "SOL001 §7.8.2", DidYouMean.Hint(requirement.Target!, links.Select(l => l.Id)));
            requirement = null;
        }

        return new Sap
        {
            SapdId = node.Name,
            VirtualLinkId = requirement?.Target,
            LayerProtocols = node.Property("layer_protocols").Texts(),
            Addressing = node.Property("protocol").Addressing(),
            Description = node.Property("description")?.Text,
        };
    }

    private List<ProfileDependency> Dependencies()
    {
        var dependencies = (
            from node in template.Nodes
            where IsConstituent(node)
            from requirement in node.RequirementsNamed("dependency")
            let target = template.Node(requirement.Target)
            where target is not null && IsConstituent(target)
            select new ProfileDependency(node.Name, target.Name)).Distinct().ToList();

        // a circle would leave nothing that can be started first
        var waiting = dependencies.ToList();
        while (waiting.Count > 0)
        {
            var blocked = waiting.Select(d => d.ProfileId).ToHashSet(StringComparer.Ordinal);
            if (waiting.RemoveAll(d => !blocked.Contains(d.DependsOnProfileId)) == 0)
            {
                var names = string.Join(" → ", waiting.Select(d => d.ProfileId).Distinct(StringComparer.Ordinal));
                diagnostics.Error("TOSCA0406", template.Node(waiting[0].ProfileId)!.At, $"the dependencies of {names} form a circle: none of them can be started first", "SOL001 §7.11");
                break;
            }
        }

        return dependencies;
    }

    private bool IsConstituent(NodeTemplate node) =>
        !ReferenceEquals(node, self) && (node.IsA(VnfdBuilder.VnfType) || node.IsA("tosca.nodes.nfv.PNF") || node.IsA(NsdBuilder.NsType));
}
