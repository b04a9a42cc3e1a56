using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Forwarding graphs: group VNFFG → NFP → positions → elements → connection points (SOL001 §7.8.6 to §7.8.8, §7.9.2).</summary>
internal sealed class VnffgBuilder(ServiceTemplate template, DiagnosticBag diagnostics)
{
    public List<Vnffg> Build()
    {
        var nfps = template.NodesOf("tosca.nodes.nfv.NFP").Select(Nfp).ToList();
        var graphs = template.Groups.Where(g => g.Type.IsA("tosca.groups.nfv.VNFFG")).Select(group =>
        {
            var members = group.Members.Select(m => template.Node(m.Text)).OfType<NodeTemplate>().ToList();
            return new Vnffg
            {
                Id = group.Name,
                Description = (group.Body.At("properties", "description") ?? group.Body["description"])?.Text,
                VnfProfileIds = members.Where(m => m.IsA(VnfdBuilder.VnfType)).Select(m => m.Name).ToList(),
                VirtualLinkIds = members.Where(m => m.IsA("tosca.nodes.nfv.NsVirtualLink")).Select(m => m.Name).ToList(),
                Nfps = nfps.FindAll(n => members.Exists(m => m.Name == n.Id)),
            };
        }).ToList();
        foreach (var orphan in nfps.Where(n => !graphs.Exists(g => g.Nfps.Contains(n))))
        {
            diagnostics.Deviation("TOSCA0402", template.Node(orphan.Id)!.At, $"forwarding path '{orphan.Id}' is in no VNFFG; it is not set up", "SOL001 §7.9.2", "make it a member of a group of type tosca.groups.nfv.VNFFG");
        }

        return graphs;
    }

    private Nfp Nfp(NodeTemplate node)
    {
        var positions = node.RequirementsNamed("nfp_position").Select(r => Position(node, r)).OfType<NfpPosition>().ToList();
        if (positions.Count < 2)
        {
            diagnostics.Error("TOSCA0402", node.At, $"forwarding path '{node.Name}' has {positions.Count} usable position(s); it needs at least two", "SOL001 §7.8.8");
        }

        var rule = template.PoliciesOf("tosca.policies.nfv.NfpRule").FirstOrDefault(p => p.Targets.Any(t => t.Text == node.Name));
        return new Nfp
        {
            Id = node.Name,
            Description = node.Body["description"]?.Text,
            Positions = positions,
            Rule = rule is null ? null : Rule(rule),
            MaxLatencyMilliseconds = node.Body.At("metadata", "max_latency_ms").Double(),
            BandwidthBitsPerSecond = node.Body.At("metadata", "bandwidth_bps").Long(),
        };
    }

    private NfpPosition? Position(NodeTemplate nfp, Requirement requirement)
    {
        if (template.Node(requirement.Target) is not { } node || !node.IsA("tosca.nodes.nfv.NfpPosition"))
        {
            Broken(requirement, $"forwarding path '{nfp.Name}' names the position '{requirement.Target}', which is no NfpPosition", template.NodesOf("tosca.nodes.nfv.NfpPosition"));
            return null;
        }

        var elements = new List<NfpPositionElement>();
        foreach (var item in node.RequirementsNamed("element"))
        {
            if (template.Node(item.Target) is not { } element || !element.IsA("tosca.nodes.nfv.NfpPositionElement"))
            {
                Broken(item, $"position '{node.Name}' names the element '{item.Target}', which is no NfpPositionElement", template.NodesOf("tosca.nodes.nfv.NfpPositionElement"));
                continue;
            }

            var points = element.RequirementsNamed("profile_element").Select(r => Endpoint(element, r)).OfType<NfpEndpoint>().ToList();
            if (points.Count > 0)
            {
                elements.Add(new NfpPositionElement { Id = element.Name, Ingress = points[0], Egress = points[^1] });
            }
        }

        return elements.Count == 0 ? null : new NfpPosition
        {
            Id = node.Name,
            ForwardingBehaviour = node.Property("forwarding_behaviour")?.Text,
            ForwardingBehaviourParameters = node.Property("forwarding_behaviour_input_parameters").TextMap(),
            Elements = elements,
        };
    }

    private NfpEndpoint? Endpoint(NodeTemplate element, Requirement requirement)
    {
        var node = template.Node(requirement.Target);
        if (node?.IsA("tosca.nodes.nfv.Sap") == true)
        {
            return new NfpEndpoint(null, null, node.Name);
        }

        if (node is null || !(node.IsA(VnfdBuilder.VnfType) || node.IsA("tosca.nodes.nfv.PNF") || node.IsA(NsdBuilder.NsType)))
        {
            Broken(requirement, $"element '{element.Name}' refers to '{requirement.Target}', which is neither a VNF, PNF or nested NS of this service nor a SAP", template.Nodes.Where(n => n.IsA(VnfdBuilder.VnfType) || n.IsA("tosca.nodes.nfv.Sap")));
            return null;
        }

        var wired = node.Requirements.Where(r => r.Name is not "dependency").Select(r => r.Name).ToList();
        var cpd = requirement.Capability is "forwarding" && wired.Count == 1 ? wired[0] : requirement.Capability;
        if (cpd is null || !wired.Contains(cpd, StringComparer.Ordinal))
        {
            diagnostics.Error("TOSCA0402", requirement.At, cpd is null ? $"element '{element.Name}' refers to '{node.Name}' without saying which of its connection points ({string.Join(", ", wired)})" : $"element '{element.Name}' refers to the connection point '{cpd}' of '{node.Name}', which is not wired; wired are {string.Join(", ", wired)}", "SOL001 §7.8.6", "write profile_element: {node: <vnf>, capability: <connection point>}");
            return null;
        }

        return new NfpEndpoint(node.Name, cpd, null);
    }

    private void Broken(Requirement requirement, string message, IEnumerable<NodeTemplate> candidates) =>
        diagnostics.Error("TOSCA0402", requirement.At, message, "SOL001 §7.8.6", requirement.Target is null ? null : DidYouMean.Hint(requirement.Target, candidates.Select(c => c.Name)));

    private static NfpRule Rule(Policy p) => new()
    {
        Id = p.Name,
        EtherDestinationAddress = p["ether_destination_address"]?.Text,
        EtherSourceAddress = p["ether_source_address"]?.Text,
        EtherType = p["ether_type"]?.Text,
        VlanTags = p["vlan_tag"].Texts(),
        Protocol = p["protocol"]?.Text,
        Dscp = p["dscp"]?.Text,
        SourcePortRange = Range(p["source_port_range"]),
        DestinationPortRange = Range(p["destination_port_range"]),
        SourceIpAddressPrefix = p["source_ip_address_prefix"]?.Text,
        DestinationIpAddressPrefix = p["destination_ip_address_prefix"]?.Text,
        ExtendedCriteria = (p["extended_criteria"]?.Items ?? [])
            .Where(m => m["starting_point"].Int() is not null && m["length"].Int() is not null)
            .Select(m => new PacketMask(m["starting_point"].Int()!.Value, m["length"].Int()!.Value, m["value"]?.Text ?? "")).ToList(),
    };

    private static PortRange? Range(YNode? node) =>
        node is YList { Values: [var low, var high] } && low.Int() is { } first && high.Int() is { } last ? new PortRange(first, last) : null;
}
