using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Builds one <see cref="NsDeploymentFlavour"/> out of its template.</summary>
internal sealed class NsFlavourBuilder(BuildContext context, NodeTemplate? self, ToscaType type)
{
    private readonly ServiceTemplate _template = context.Template;
    private readonly DiagnosticBag _diagnostics = context.Diagnostics;

    public NsDeploymentFlavour Build(string flavourId)
    {
        var links = _template.NodesOf("tosca.nodes.nfv.NsVirtualLink").Select(Link).ToList();
        var vnfs = _template.NodesOf(VnfdBuilder.VnfType).Select(n => VnfProfile(n, links)).OfType<VnfProfile>().ToList();
        var pnfs = _template.NodesOf("tosca.nodes.nfv.PNF").Select(n => new PnfProfile
        {
            ProfileId = n.Name,
            PnfdId = n.Property("descriptor_id")?.Text ?? n.Name,
            VirtualLinkConnectivity = Connectivity(n, links),
            Place = n.At.Place(),
        }).ToList();
        var nested = _template.NodesOf(NsdBuilder.NsType).Where(n => !ReferenceEquals(n, self)).Select(n => Nested(n, links)).OfType<NestedNsProfile>().ToList();
        if (vnfs.Count + pnfs.Count + nested.Count == 0)
        {
            _diagnostics.Deviation("TOSCA0405", self?.At ?? _template.Topology, "the network service has no VNF, PNF or nested NS", "SOL001 §7.11");
        }

        var dependencies = Dependencies();
        var scaling = new NsScalingBuilder(_template, vnfs, nested, links, _diagnostics);
        var aspects = scaling.Aspects();
        var (levels, defaultLevel) = scaling.Levels();
        return new NsDeploymentFlavour
        {
            FlavourId = flavourId,
            Workflows = Workflows.WorkflowReader.Read(_template),
            Description = _template.Source.Root["description"]?.Text?.Trim(),
            VnfProfiles = vnfs,
            PnfProfiles = pnfs,
            NestedNsProfiles = nested,
            VirtualLinks = links,
            Saps = _template.NodesOf("tosca.nodes.nfv.Sap").Select(n => Sap(n, links)).ToList(),
            Vnffgs = new VnffgBuilder(_template, _diagnostics).Build(),
            Dependencies = dependencies,
            AffinityRules = Read.Affinity(_template, "tosca.policies.nfv.NsAffinityRule", "tosca.policies.nfv.NsAntiAffinityRule", _diagnostics).ToList(),
            SecurityGroupRules = _template.Policies.Where(p => p.Type.IsA("tosca.policies.nfv.NsSecurityGroupRule") || p.Type.IsA("tosca.policies.nfv.SecurityGroupRule")).Select(Read.SecurityRule).ToList(),
            ScalingAspects = aspects,
            InstantiationLevels = levels,
            DefaultInstantiationLevelId = defaultLevel,
            AutoScalePolicies = Read.AutoScale(_template).ToList(),
            AutoScaleRules = _template.PoliciesOf("tosca.policies.nfv.NsAutoScale").Select(p => new NsAutoScaleRule
            {
                Id = p.Name,
                Rules = TriggerReader.Read(p.Body["triggers"]),
                Targets = p.Targets.Select(t => t.Text).OfType<string>().ToList(),
            }).ToList(),
            LifecycleInterfaces = new LifecycleBuilder(context, self, type).Build(),
            DataFlows = _template.PoliciesOf("tosca.policies.nfv.DataFlowInfo").Select(p => new DataFlowInfo
            {
                Id = p["data_flow_info_id"]?.Text ?? p.Name,
                AssociatedMirroringJobName = p["associated_mirroring_job_name"]?.Text,
                Direction = p["direction"]?.Text,
                Targets = p.Targets.Select(t => t.Text).OfType<string>().ToList(),
            }).ToList(),
            ServiceAvailabilityLevel = (self?.Property("service_availability_level")).Int(),
            MonitoringParameters = _template.PoliciesOf("tosca.policies.nfv.NsMonitoring").SelectMany(p => p["ns_monitoring_parameters"].Monitoring()).ToList(),
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
            ServiceAvailabilityLevel = profile?["service_availability_level"].Int() ?? (int.TryParse((profile?.At("service_availability", "level"))?.Text?.Replace("level", "", StringComparison.Ordinal), out var level) ? level : null),
            TestAccess = node.Property("test_access").Texts(),
            MirroringJobs = (profile?["data_flow_mirroring"]?.Items ?? []).Select(m => m["mirroring_job_name"]?.Text).OfType<string>().ToList(),
            ProtocolData = (profile?["virtual_link_protocol_data"]).LinkProtocols(),
        };
    }

    private VnfProfile? VnfProfile(NodeTemplate node, List<NsVirtualLink> links)
    {
        if (node.Property("descriptor_id")?.Text is not { Length: > 0 } vnfdId)
        {
            _diagnostics.Error("TOSCA0232", node.At, $"VNF '{node.Name}' has no descriptor_id: its VNFD is not known", "SOL001 §7.11", "set the property descriptor_id, or give its node type a default");
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
            TargetScaleLevels = ScaleLevels(profile?["target_vnf_scale_level_info"]),
            ServiceAvailabilityLevel = profile?["service_availability_level"].Int(),
            ExtInvariantId = node.Property("ext_invariant_id")?.Text,
            VersionDependencies = (profile?["version_dependency"]).VersionDependencies(),
            MonitoringParameters = _template.PoliciesOf("tosca.policies.nfv.VnfMonitoring").Where(p => p.Targets.Any(t => t.Text == node.Name)).SelectMany(p => p["vnf_monitoring_parameters"].Monitoring()).ToList(),
            Place = node.At.Place(),
            MinNumberOfInstances = min,
            MaxNumberOfInstances = max,
            VirtualLinkConnectivity = Connectivity(node, links),
        };
    }

    private NestedNsProfile? Nested(NodeTemplate node, List<NsVirtualLink> links)
    {
        if (node.Property("descriptor_id")?.Text is not { Length: > 0 } nsdId)
        {
            _diagnostics.Error("TOSCA0232", node.At, $"nested NS '{node.Name}' has no descriptor_id: its NSD is not known", "SOL001 §7.11");
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
            TargetScaleLevels = ScaleLevels(profile?["target_ns_scale_level"]),
            VersionDependencies = (profile?["version_dependency"]).VersionDependencies(),
            Place = node.At.Place(),
            MinNumberOfInstances = min,
            MaxNumberOfInstances = max,
            VirtualLinkConnectivity = Connectivity(node, links),
        };
    }

    private static Dictionary<string, int> ScaleLevels(YNode? node) =>
        node.OrEmpty().ToDictionary(p => p.Key.Value, p => p.Value["scale_level"].Int() ?? 0, StringComparer.Ordinal);

    private (int Min, int Max) Range(NodeTemplate node, YNode? profile)
    {
        var min = profile?["min_number_of_instances"].Int() ?? 1;
        var max = profile?["max_number_of_instances"].Int() ?? Math.Max(1, min);
        if (max < min || min < 0)
        {
            _diagnostics.Error("TOSCA0314", profile ?? node.At, $"'{node.Name}' has at least {min} but at most {max} instances", "SOL001 §6.2.25");
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
            else if (_template.Node(requirement.Target) is null)
            {
                _diagnostics.Deviation("TOSCA0401", requirement.At, $"requirement '{requirement.Name}' of '{node.Name}' refers to the virtual link '{requirement.Target}', which is not defined; it stays unconnected", "SOL001 §7.11", DidYouMean.Hint(requirement.Target!, links.Select(l => l.Id)));
            }
        }

        return byLink.Select(p => new VirtualLinkConnectivity(p.Key, p.Value)).ToList();
    }

    private Sap Sap(NodeTemplate node, List<NsVirtualLink> links)
    {
        var requirement = node.RequirementsNamed("internal_virtual_link").FirstOrDefault(r => r.Target is not null);
        if (requirement is null)
        {
            _diagnostics.Deviation("TOSCA0404", node.At, $"SAP '{node.Name}' has no virtual link behind it", "SOL001 §7.8.2", "add the requirement internal_virtual_link");
        }
        else if (!links.Exists(l => l.Id == requirement.Target))
        {
            _diagnostics.Deviation("TOSCA0404", requirement.At, $"SAP '{node.Name}' refers to the virtual link '{requirement.Target}', which is not defined; it stays unconnected", "SOL001 §7.8.2", DidYouMean.Hint(requirement.Target!, links.Select(l => l.Id)));
            requirement = null;
        }

        return new Sap
        {
            SapdId = node.Name,
            VirtualLinkId = requirement?.Target,
            LayerProtocols = node.Property("layer_protocols").Texts(),
            Addressing = node.Property("protocol").Addressing(),
            Role = node.Property("role")?.Text,
            Description = node.Property("description")?.Text,
        };
    }

    private List<ProfileDependency> Dependencies()
    {
        var dependencies = (
            from node in _template.Nodes
            where IsConstituent(node)
            from requirement in node.RequirementsNamed("dependency")
            let target = _template.Node(requirement.Target)
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
                _diagnostics.Error("TOSCA0406", _template.Node(waiting[0].ProfileId)!.At, $"the dependencies of {names} form a circle: none of them can be started first", "SOL001 §7.11");
                break;
            }
        }

        return dependencies;
    }

    private bool IsConstituent(NodeTemplate node) =>
        !ReferenceEquals(node, self) && (node.IsA(VnfdBuilder.VnfType) || node.IsA("tosca.nodes.nfv.PNF") || node.IsA(NsdBuilder.NsType));
}
