using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// Connection points of a flavour, inside and outside (SOL001 §6.8.2, §6.8.7). A VduCp whose requirement virtual_link the
/// substitution maps is exposed itself; a VnfExtCp stands for the internal link it hangs on.
/// </summary>
internal sealed class ConnectionPointBuilder(ServiceTemplate template, ToscaType vnfType, DiagnosticBag diagnostics)
{
    public (List<VduCp> Cps, List<ExtCp> ExtCps) Build(List<Vdu> vdus, List<InternalVirtualLink> links)
    {
        var mapped = new Dictionary<string, (string Requirement, YNode At)>(StringComparer.Ordinal);
        foreach (var (requirement, target, at) in template.MappedRequirements())
        {
            if (template.Node(target) is null)
            {
                diagnostics.Error("TOSCA0313", at, $"substitution mapping '{requirement}' refers to '{target}', which is no node of this template", "SOL001 §6.11", DidYouMean.Hint(target, template.NodeNames));
            }

            mapped.TryAdd(target, (requirement, at));
        }

        var cps = new List<VduCp>();
        var extCps = new List<ExtCp>();
        foreach (var node in template.NodesOf("tosca.nodes.nfv.VduCp"))
        {
            var exposed = mapped.TryGetValue(node.Name, out var mapping);
            if (VduCp(node, vdus, links, exposed) is not { } cp)
            {
                continue;
            }

            cps.Add(cp);
            if (cp.ExternalCpdId is not null)
            {
                extCps.Add(new ExtCp
                {
                    CpdId = node.Name,
                    VduCpIds = [node.Name],
                    RequirementName = mapping.Requirement,
                    LayerProtocols = cp.LayerProtocols,
                    Mandatory = true,
                    Addressing = cp.Addressing,
                    Description = cp.Description,
                });
            }
        }

        foreach (var node in template.NodesOf("tosca.nodes.nfv.VnfExtCp"))
        {
            extCps.Add(ExternalCp(node, cps, links, mapped.TryGetValue(node.Name, out var mapping) ? mapping.Requirement : null));
        }

        // addresses of services and shared addresses may be exposed themselves; no port of a VDU belongs to them alone
        foreach (var node in template.Nodes.Where(n => (n.IsA("tosca.nodes.nfv.VirtualCp") || n.IsA("tosca.nodes.nfv.VipCp")) && mapped.ContainsKey(n.Name) && n.TargetOf("virtual_link") is null))
        {
            var requirement = mapped[node.Name].Requirement;
            extCps.Add(new ExtCp
            {
                CpdId = node.Name,
                RequirementName = requirement,
                LayerProtocols = node.Property("layer_protocols").Texts(),
                Mandatory = vnfType.Requirements.GetValueOrDefault(requirement)?.MinOccurrences > 0,
                Addressing = node.Property("protocol").Addressing(),
                Description = node.Property("description")?.Text,
            });
        }

        return (cps.GroupBy(c => c.VduId, StringComparer.Ordinal).SelectMany(g => g.OrderBy(c => c.Order)).ToList(), extCps);
    }

    private VduCp? VduCp(NodeTemplate node, List<Vdu> vdus, List<InternalVirtualLink> links, bool exposed)
    {
        var vduId = node.TargetOf("virtual_binding") ?? template.Node(node.TargetOf("trunk_binding"))?.TargetOf("virtual_binding");
        if (vduId is null || !vdus.Exists(v => string.Equals(v.Id, vduId, StringComparison.Ordinal)))
        {
            diagnostics.Error("TOSCA0304", node.RequirementsNamed("virtual_binding").FirstOrDefault()?.At ?? node.At, vduId is null ? $"connection point '{node.Name}' is bound to no VDU" : $"connection point '{node.Name}' is bound to '{vduId}', which is no VDU of this template", "SOL001 §6.8.7", vduId is null ? "add the requirement virtual_binding" : DidYouMean.Hint(vduId, vdus.Select(v => v.Id)));
            return null;
        }

        var link = node.TargetOf("virtual_link");
        if (link is not null && !links.Exists(l => string.Equals(l.Id, link, StringComparison.Ordinal)))
        {
            diagnostics.Error("TOSCA0303", node.RequirementsNamed("virtual_link").First().At, $"connection point '{node.Name}' is on the virtual link '{link}', which is not defined", "SOL001 §6.8.7", DidYouMean.Hint(link, links.Select(l => l.Id)) ?? "define the VnfVirtualLink, or map the requirement to the outside in substitution_mappings");
        }

        if (link is null && !exposed)
        {
            diagnostics.Deviation("TOSCA0303", node.At, $"connection point '{node.Name}' is on no virtual link and is not mapped in substitution_mappings; read as an external connection point", "SOL001 §6.8.7", "add the requirement virtual_link, or map it");
        }

        return new VduCp
        {
            Id = node.Name,
            VduId = vduId,
            VirtualLinkId = link,
            ExternalCpdId = link is null ? node.Name : null,
            Order = node.Property("order").Int() ?? 0,
            LayerProtocols = node.Property("layer_protocols").Texts(),
            VnicType = node.Property("vnic_type")?.Text ?? "normal",
            BitrateRequirementBitsPerSecond = node.Property("bitrate_requirement").Long(),
            Addressing = node.Property("protocol").Addressing(),
            InterfaceRequirements = (node.Property("virtual_network_interface_requirements")?.Items ?? []).Aggregate(new Dictionary<string, string>(StringComparer.Ordinal), (m, r) => Read.Merge(Read.Merge(m, r["network_interface_requirements"]), r.At("nic_io_requirements", "logical_node_requirements"))),
            TrunkCpId = node.TargetOf("trunk_binding"),
            SegmentationType = node.Property("segmentation_type")?.Text,
            SegmentationId = node.Property("segmentation_id").Int(),
            Role = node.Property("role")?.Text,
            TrunkMode = node.Property("trunk_mode").Bool() ?? false,
            Description = node.Property("description")?.Text,
        };
    }

    private ExtCp ExternalCp(NodeTemplate node, List<VduCp> cps, List<InternalVirtualLink> links, string? requirement)
    {
        var link = node.TargetOf("internal_virtual_link");
        if (link is null)
        {
            diagnostics.Deviation("TOSCA0313", node.At, $"external connection point '{node.Name}' has no internal virtual link behind it", "SOL001 §6.8.2", "add the requirement internal_virtual_link");
        }
        else if (!links.Exists(l => string.Equals(l.Id, link, StringComparison.Ordinal)))
        {
            diagnostics.Error("TOSCA0303", node.RequirementsNamed("internal_virtual_link").First().At, $"external connection point '{node.Name}' is on the internal virtual link '{link}', which is not defined", "SOL001 §6.8.2", DidYouMean.Hint(link, links.Select(l => l.Id)));
        }

        return new ExtCp
        {
            CpdId = node.Name,
            VduCpIds = link is null ? [] : cps.Where(c => string.Equals(c.VirtualLinkId, link, StringComparison.Ordinal)).Select(c => c.Id).ToList(),
            InternalVirtualLinkId = link,
            RequirementName = requirement,
            LayerProtocols = node.Property("layer_protocols").Texts(),
            Mandatory = requirement is not null && vnfType.Requirements.GetValueOrDefault(requirement)?.MinOccurrences > 0,
            Addressing = node.Property("protocol").Addressing(),
            Description = node.Property("description")?.Text,
        };
    }
}
