using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>Connection points and links: protocols, order of interfaces, what stands behind shared addresses, what is mapped to the outside.</summary>
internal sealed class ConnectivityChecks(BuildContext context)
{
    public void Check(DeploymentFlavour flavour, ToscaType vnfType)
    {
        var links = flavour.InternalVirtualLinks.ToDictionary(l => l.Id, StringComparer.Ordinal);
        foreach (var (id, link, protocols) in flavour.InternalCps.Select(c => (c.Id, c.VirtualLinkId, c.LayerProtocols))
            .Concat(flavour.VipCps.Select(c => (c.Id, c.VirtualLinkId, c.LayerProtocols)))
            .Concat(flavour.VirtualCps.Select(c => (c.Id, c.VirtualLinkId, c.LayerProtocols)))
            .Concat(flavour.ExtCps.Select(c => (c.CpdId, c.InternalVirtualLinkId, c.LayerProtocols))))
        {
            if (link is not null && links.TryGetValue(link, out var found) && context.Template.Node(id) is { } node)
            {
                Protocols(context.Diagnostics, node, protocols, link, found.LayerProtocols, "SOL001 §6.8.7");
            }
        }

        Orders(flavour);
        SharedAddresses(flavour, links);
        Containers(flavour);
        Mapped(vnfType);
    }

    public static void Protocols(DiagnosticBag diagnostics, NodeTemplate cp, IReadOnlyList<string> protocols, string link, IReadOnlyList<string> linkProtocols, string clause)
    {
        if (!LayerProtocols.Fit(protocols, linkProtocols))
        {
            diagnostics.Deviation("TOSCA0330", cp.Body.At("properties", "layer_protocols") ?? cp.At, $"connection point '{cp.Name}' speaks {string.Join(", ", protocols)}, but its link '{link}' carries {string.Join(", ", linkProtocols)}", clause, "give both a layer protocol in common");
        }
    }

    private void Orders(DeploymentFlavour flavour)
    {
        var seen = new Dictionary<(string Vdu, string Order), string>();
        foreach (var cp in flavour.InternalCps)
        {
            // a part of a trunk is no interface of its own
            if (cp.TrunkCpId is not null || context.Template.Node(cp.Id)?.Assigned("order") is not { Text: { } order } at)
            {
                continue;
            }

            if (!seen.TryAdd((cp.VduId, order), cp.Id))
            {
                context.Diagnostics.Deviation("TOSCA0331", at, $"connection points '{seen[(cp.VduId, order)]}' and '{cp.Id}' of VDU '{cp.VduId}' both have the order {order}; they stand in the order of the file", "SOL001 §6.8.7", "number the interfaces of a VDU 0, 1, 2, …");
            }
        }
    }

    private void SharedAddresses(DeploymentFlavour flavour, Dictionary<string, InternalVirtualLink> links)
    {
        var (cps, units) = (flavour.InternalCps.Select(c => c.Id).ToList(), flavour.Vdus.Where(v => v.IsContainer).Select(v => v.Id).ToList());
        foreach (var vip in flavour.VipCps)
        {
            Targets(vip.Id, "target", cps, "VduCp");
            Link(vip.Id, vip.VirtualLinkId);
        }

        foreach (var cp in flavour.VirtualCps)
        {
            Targets(cp.Id, "target", units, "OsContainerDeployableUnit");
            Link(cp.Id, cp.VirtualLinkId);
        }

        void Link(string id, string? link)
        {
            if (link is not null && !links.ContainsKey(link))
            {
                context.Diagnostics.Error("TOSCA0303", At(id, "virtual_link"), $"connection point '{id}' is on the virtual link '{link}', which is not defined", "SOL001 §6.8.10", DidYouMean.Hint(link, links.Keys));
            }
        }
    }

    private void Containers(DeploymentFlavour flavour)
    {
        var units = flavour.Vdus.Where(v => v.IsContainer).ToList();
        foreach (var unit in units)
        {
            Targets(unit.Id, "container", flavour.OsContainers.Select(c => c.Id).ToList(), "Vdu.OsContainer");
        }

        foreach (var package in flavour.Mciops)
        {
            Targets(package.Id, "associatedVdu", units.Select(u => u.Id).ToList(), "OsContainerDeployableUnit");
        }
    }

    private void Targets(string id, string requirement, List<string> known, string kind)
    {
        var node = context.Template.Node(id)!;
        var requirements = node.RequirementsNamed(requirement).ToList();
        foreach (var wrong in requirements.Where(r => r.Target is not null && !known.Contains(r.Target, StringComparer.Ordinal)))
        {
            context.Diagnostics.Error("TOSCA0318", wrong.At, $"'{id}' refers to '{wrong.Target}', which is no {kind} of this template", "SOL001 §6.8", DidYouMean.Hint(wrong.Target!, known));
        }

        if (requirements.Count == 0)
        {
            context.Diagnostics.Deviation("TOSCA0319", node.At, $"'{id}' has nothing behind it: it lacks the requirement {requirement}", "SOL001 §6.8", known.Count == 0 ? null : $"name one of {string.Join(", ", known.Take(5))}");
        }
    }

    private void Mapped(ToscaType vnfType)
    {
        if (context.Template.Substitution is not { } substitution)
        {
            return;
        }

        var mapped = context.Template.MappedRequirements().Select(m => m.Requirement).ToHashSet(StringComparer.Ordinal);
        foreach (var slot in vnfType.Requirements.Values.Where(r => r.MinOccurrences > 0 && r.Name is not "dependency" && !mapped.Contains(r.Name)))
        {
            context.Diagnostics.Deviation("TOSCA0341", substitution, $"the VNF type {vnfType.Name} requires '{slot.Name}', which no connection point of this flavour stands for; an NSD that wires it wires nothing", "SOL001 §6.11", $"map it: requirements: {{{slot.Name}: [<connection point>, virtual_link]}}");
        }
    }

    private Yaml.YNode At(string id, string requirement) =>
        context.Template.Node(id)!.RequirementsNamed(requirement).FirstOrDefault()?.At ?? context.Template.Node(id)!.At;
}
