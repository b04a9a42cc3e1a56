using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Checks;

/// <summary>
/// Substitution mappings (TOSCA 1.3 §3.8.13): what is mapped belongs to the node type, and what it is mapped to is there. Both the
/// spelling of 1.2 (<c>name: [node, name]</c>) and of 1.3 (<c>name: {mapping: […]}</c>, <c>substitution_filter</c>) are understood.
/// </summary>
internal sealed class SubstitutionChecker(TypeSystem types, ValueChecker values, DiagnosticBag diagnostics)
{
    /// <summary>(node, requirement) pairs that are satisfied from outside.</summary>
    public static HashSet<(string Node, string Requirement)> MappedRequirements(ServiceTemplate template)
    {
        var mapped = new HashSet<(string, string)>();
        foreach (var (_, value) in Entries(template.Substitution?["requirements"]))
        {
            if (Target(value)?.Items is [{ Text: { } node }, { Text: { } requirement }])
            {
                mapped.Add((node, requirement));
            }
        }

        return mapped;
    }

    public void Check(ServiceTemplate template)
    {
        if (template.Substitution is not { } substitution)
        {
            return;
        }

        if (substitution is not YMap)
        {
            diagnostics.Error("TOSCA0123", substitution, $"substitution_mappings must be a map, found {substitution.Describe()}", "TOSCA 1.3 §3.8.13");
            return;
        }

        Grammar.Substitution.Check(substitution, "substitution_mappings", "TOSCA 1.3 §3.8.13", diagnostics);
        if (template.SubstitutionType is not { } type)
        {
            if (substitution["node_type"] is null)
            {
                diagnostics.Deviation("TOSCA0247", substitution, "substitution_mappings has no node_type", "TOSCA 1.3 §3.8.13");
            }

            return;
        }

        foreach (var (name, value) in Entries(substitution["properties"]))
        {
            Property(template, type, name, value);
        }

        foreach (var (name, value) in Entries(substitution["attributes"]))
        {
            Known(name, "attribute", type, type.Attributes.Keys);
            Mapping(template, name, value, "attribute", static (node, attribute) => node.Type.Attributes.ContainsKey(attribute) || node.Type.Properties.ContainsKey(attribute));
        }

        foreach (var (name, value) in Entries(substitution["capabilities"]))
        {
            Known(name, "capability", type, type.Capabilities.Keys);
            Mapping(template, name, value, "capability", static (node, capability) => node.Type.Capabilities.ContainsKey(capability));
        }

        foreach (var (name, value) in Entries(substitution["requirements"]))
        {
            Known(name, "requirement", type, type.Requirements.Keys);
            Mapping(template, name, value, "requirement", static (node, requirement) => node.Type.Requirements.ContainsKey(requirement));
        }

        foreach (var (name, body) in Entries(substitution["interfaces"]))
        {
            Known(name, "interface", type, type.Interfaces.Keys);
            foreach (var (operation, workflow) in TypeBuilder.Operations(body))
            {
                if (workflow.Text is { } called && template.Topology.At("workflows", called) is null)
                {
                    diagnostics.Deviation("TOSCA0247", workflow, $"substitution maps operation '{name.Value}.{operation.Value}' to the workflow '{called}', which is not defined", "TOSCA 1.3 §3.8.12", DidYouMean.Hint(called, template.Topology["workflows"].OrEmpty().Select(w => w.Key.Value)));
                }
            }
        }

        Filter(type, substitution["substitution_filter"] ?? substitution["node_filter"]);
    }

    private void Property(ServiceTemplate template, ToscaType type, YScalar name, YNode value)
    {
        // requirements under properties is a spelling of some packages that the model reads
        if (name.Value is "requirements" or "capabilities")
        {
            return;
        }

        Known(name, "property", type, type.Properties.Keys);
        if (!type.Properties.TryGetValue(name.Value, out var schema))
        {
            return;
        }

        // a mapping to an input (["input"]) or to a property of a node (["node", "property"]); SOL001 gives the value itself
        if (value["mapping"] is not null || value is YList { Values: [{ Text: not null }, { Text: not null }, ..] } && schema.Type is not "list")
        {
            Mapping(template, name, value, "property", static (node, property) => node.Type.Properties.ContainsKey(property));
        }
        else if (!(value is YList { Values: [{ Text: { } input }] } && template.Inputs?.TryGet(input, out _) == true))
        {
            values.CheckValue(schema.Value, template.Evaluate(value, default), name.Value, new ValueOwner("substitution of", type.Name));
        }
    }

    private void Known(YScalar name, string word, ToscaType type, IEnumerable<string> names)
    {
        if (!names.Contains(name.Value, StringComparer.Ordinal))
        {
            diagnostics.Deviation("TOSCA0247", name, $"substitution_mappings maps the {word} '{name.Value}', which type {type.Name} does not define", "TOSCA 1.3 §3.8.13", DidYouMean.Hint(name.Value, names));
        }
    }

    private void Mapping(ServiceTemplate template, YScalar name, YNode value, string word, Func<NodeTemplate, string, bool> has)
    {
        // a node that is not there is told by the model (TOSCA0313) for requirements
        if (Target(value)?.Items is not [{ Text: { } nodeName }, { Text: { } member }, ..])
        {
            return;
        }

        if (template.Node(nodeName) is not { } node)
        {
            if (word is not "requirement" && !template.IsEntity(nodeName))
            {
                diagnostics.Deviation("TOSCA0247", value, $"substitution maps {word} '{name.Value}' to '{nodeName}', which is no node of this template", "TOSCA 1.3 §3.8.13", DidYouMean.Hint(nodeName, template.NodeNames));
            }
        }
        else if (!has(node, member))
        {
            diagnostics.Deviation("TOSCA0247", value, $"substitution maps {word} '{name.Value}' to the {word} '{member}' of node '{nodeName}', which its type {node.Type.Name} does not define", "TOSCA 1.3 §3.8.13", word is "requirement" ? DidYouMean.Hint(member, node.Type.Requirements.Keys) : null);
        }
    }

    private void Filter(ToscaType type, YNode? filter)
    {
        foreach (var (name, condition) in Entries(filter?["properties"]))
        {
            Known(name, "property", type, type.Properties.Keys);
            if (type.Properties.TryGetValue(name.Value, out var schema))
            {
                foreach (var clause in ConstraintClause.ReadFilter(condition))
                {
                    clause.CheckDefinition(ValueChecker.Primitive(types, schema.Type), "the substitution filter", diagnostics);
                }
            }
        }
    }

    private static YNode? Target(YNode value) => value is YMap ? value["mapping"] ?? value["node"] : value;

    private static IEnumerable<KeyValuePair<YScalar, YNode>> Entries(YNode? section) =>
        section is YMap ? section.Entries : section is YList list ? list.Values.SelectMany(i => i.Entries) : [];
}
