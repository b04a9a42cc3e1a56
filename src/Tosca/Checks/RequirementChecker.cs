using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Checks;

/// <summary>Requirements of node templates: known to the type, satisfied by their targets, as often as allowed (TOSCA 1.3 §3.8.2).</summary>
internal sealed class RequirementChecker(TypeSystem types, DiagnosticBag diagnostics)
{
    /// <summary>Requirements of SOL001 whose absence or missing target the model builders tell, in the words of the model.</summary>
    private static readonly HashSet<string> s_told = new(StringComparer.Ordinal)
    {
        "virtual_link", "virtual_binding", "internal_virtual_link", "external_virtual_link", "virtual_storage", "trunk_binding", "container", "associatedVdu",
        "nfp_position", "element", "profile_element", "target",
    };

    public void Check(ServiceTemplate template, NodeTemplate node, HashSet<(string Node, string Requirement)> mapped)
    {
        // what represents a whole VNF, PNF or NS is wired by those who substitute or use it
        var whole = node.IsA("tosca.nodes.nfv.VNF") || node.IsA("tosca.nodes.nfv.PNF") || node.IsA("tosca.nodes.nfv.NS") || ReferenceEquals(node.Type, template.SubstitutionType);
        Dictionary<string, int>? counts = null;
        foreach (var requirement in node.Requirements)
        {
            counts ??= new Dictionary<string, int>(StringComparer.Ordinal);
            counts[requirement.Name] = counts.GetValueOrDefault(requirement.Name) + 1;
            Check(template, node, requirement, whole);
        }

        Occurrences(node, counts, whole, mapped);
    }

    private void Check(ServiceTemplate template, NodeTemplate node, Requirement requirement, bool whole)
    {
        if (requirement.At is YMap)
        {
            Grammar.Requirement.Check(requirement.At, $"requirement '{requirement.Name}' of node '{node.Name}'", "TOSCA 1.3 §3.8.2", diagnostics);
        }

        if (!node.Type.Requirements.TryGetValue(requirement.Name, out var slot))
        {
            diagnostics.Deviation("TOSCA0239", requirement.At, $"node '{node.Name}' has the requirement '{requirement.Name}', which its type {node.Type.Name} does not define", "TOSCA 1.3 §3.8.2", DidYouMean.Hint(requirement.Name, node.Type.Requirements.Keys));
        }

        if (requirement.Filter is { } filter)
        {
            Filter(node, requirement, slot, filter);
        }

        Relationship(template, node, requirement);
        if (requirement.Target is not { } name)
        {
            return;
        }

        if (template.Node(name) is not { } target)
        {
            if (types.Find(TypeKind.Node, name) is null && !template.IsEntity(name) && !s_told.Contains(requirement.Name) && (!whole || requirement.Name is "dependency"))
            {
                var depends = requirement.Name is "dependency" ? $"depends on '{name}'" : $"has the requirement '{requirement.Name}' on '{name}'";
                diagnostics.Error("TOSCA0238", requirement.At, $"node '{node.Name}' {depends}, which is no node of this template", "TOSCA 1.3 §3.8.2", DidYouMean.Hint(name, template.NodeNames));
            }

            return;
        }

        if (slot is not null)
        {
            Satisfies(node, requirement, slot, target);
        }
    }

    private void Satisfies(NodeTemplate node, Requirement requirement, Slot slot, NodeTemplate target)
    {
        if (slot.NodeType is { } nodeType && !types.IsA(TypeKind.Node, target.Type.Name, nodeType) && types.Find(TypeKind.Node, nodeType) is not null)
        {
            diagnostics.Deviation("TOSCA0241", requirement.At, $"requirement '{requirement.Name}' of node '{node.Name}' asks for a node of type {nodeType}; '{target.Name}' is of type {target.Type.Name}", "TOSCA 1.3 §3.7.3");
            return;
        }

        var wanted = requirement.Capability is { } named && (target.Type.Capabilities.ContainsKey(named) || named.Contains('.', StringComparison.Ordinal)) ? named : slot.Type;
        if (wanted is null)
        {
            return;
        }

        var offered = target.Type.Capabilities.Values.FirstOrDefault(c => string.Equals(c.Name, wanted, StringComparison.Ordinal))
            ?? target.Type.Capabilities.Values.FirstOrDefault(c => types.IsA(TypeKind.Capability, c.Type, wanted));
        if (offered is null)
        {
            if (types.Find(TypeKind.Capability, wanted) is not null)
            {
                diagnostics.Deviation("TOSCA0241", requirement.At, $"requirement '{requirement.Name}' of node '{node.Name}' asks for the capability {wanted}, which '{target.Name}' ({target.Type.Name}) does not offer", "TOSCA 1.3 §3.8.2", $"it offers {string.Join(", ", target.Type.Capabilities.Values.Select(c => c.Type).Take(6))}");
            }

            return;
        }

        var sources = offered.ValidSourceTypes.Count > 0 ? offered.ValidSourceTypes : offered.Type is { } type ? types.Find(TypeKind.Capability, type)?.Allowed ?? [] : [];
        if (sources.Count > 0 && !sources.Any(s => types.IsA(TypeKind.Node, node.Type.Name, s)))
        {
            diagnostics.Deviation("TOSCA0241", requirement.At, $"capability '{offered.Name}' of '{target.Name}' takes nodes of type {string.Join(", ", sources)}; '{node.Name}' is of type {node.Type.Name}", "TOSCA 1.3 §3.7.2");
        }
    }

    private void Relationship(ServiceTemplate template, NodeTemplate node, Requirement requirement)
    {
        var at = requirement.Relationship is YMap ? requirement.Relationship["type"] : requirement.Relationship;
        if (at?.Text is { } name && !template.Relationships.Exists(r => string.Equals(r.Name, name, StringComparison.Ordinal)) && types.Find(TypeKind.Relationship, name) is null)
        {
            diagnostics.Deviation("TOSCA0241", at, $"requirement '{requirement.Name}' of node '{node.Name}' names the relationship '{name}', which is neither a relationship template nor a relationship type", "TOSCA 1.3 §3.8.2", DidYouMean.Hint(name, template.Relationships.Select(r => r.Name).Concat(types.Names(TypeKind.Relationship))));
        }
    }

    private void Filter(NodeTemplate node, Requirement requirement, Slot? slot, NodeFilter filter)
    {
        Grammar.Filter.Check(filter.At, $"the node filter of requirement '{requirement.Name}' of node '{node.Name}'", "TOSCA 1.3 §3.6.5", diagnostics);
        var type = (requirement.At["node"]?.Text ?? slot?.NodeType) is { } name ? types.Find(TypeKind.Node, name) : null;
        if (type is null)
        {
            return;
        }

        foreach (var (property, clauses) in filter.Properties)
        {
            if (!type.Properties.TryGetValue(property.Value, out var schema))
            {
                diagnostics.Deviation("TOSCA0242", property, $"the node filter of requirement '{requirement.Name}' of node '{node.Name}' asks for the property '{property.Value}', which type {type.Name} does not define", "TOSCA 1.3 §3.6.5", DidYouMean.Hint(property.Value, type.Properties.Keys));
                continue;
            }

            foreach (var clause in clauses)
            {
                clause.CheckDefinition(ValueChecker.Primitive(types, schema.Type), $"the node filter of requirement '{requirement.Name}'", diagnostics);
            }
        }

        foreach (var (capability, _) in filter.Capabilities)
        {
            if (!type.Capabilities.Values.Any(c => string.Equals(c.Name, capability.Value, StringComparison.Ordinal) || types.IsA(TypeKind.Capability, c.Type, capability.Value)))
            {
                diagnostics.Deviation("TOSCA0242", capability, $"the node filter of requirement '{requirement.Name}' of node '{node.Name}' asks for the capability '{capability.Value}', which type {type.Name} does not define", "TOSCA 1.3 §3.6.5", DidYouMean.Hint(capability.Value, type.Capabilities.Keys));
            }
        }
    }

    private void Occurrences(NodeTemplate node, Dictionary<string, int>? counts, bool whole, HashSet<(string Node, string Requirement)> mapped)
    {
        foreach (var slot in node.Type.Requirements.Values)
        {
            var count = counts?.GetValueOrDefault(slot.Name) ?? 0;
            if (count > slot.MaxOccurrences)
            {
                diagnostics.Deviation("TOSCA0240", node.RequirementsNamed(slot.Name).ElementAt(slot.MaxOccurrences.Value).At, $"node '{node.Name}' has the requirement '{slot.Name}' {count} times; its type {node.Type.Name} allows {slot.MaxOccurrences}", "TOSCA 1.3 §3.7.3");
            }
            else if (count < slot.MinOccurrences && !whole && !s_told.Contains(slot.Name) && !mapped.Contains((node.Name, slot.Name)))
            {
                diagnostics.Deviation("TOSCA0240", node.At, $"node '{node.Name}' has the requirement '{slot.Name}' {count} times; its type {node.Type.Name} asks for {slot.MinOccurrences} or more", "TOSCA 1.3 §3.7.3");
            }
        }
    }
}
