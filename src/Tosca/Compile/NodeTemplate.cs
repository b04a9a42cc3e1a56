using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Functions;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>A node template with its resolved type; properties are evaluated when read.</summary>
internal sealed class NodeTemplate(ServiceTemplate template, YScalar name, YNode body, ToscaType type)
{
    private static readonly string[] s_kept = ["properties", "attributes"];

    public string Name => name.Value;

    public YNode At => name;

    public YNode Body => body;

    public ToscaType Type => type;

    /// <summary>Requirements as assigned; where a node is chosen by type and filter, the target is the node of this template that fits.</summary>
    public IReadOnlyList<Requirement> Requirements { get; private set; } = ReadRequirements(body);

    public bool IsA(string ancestor) => type.IsA(ancestor);

    /// <summary>The assigned value, evaluated; null when it is not assigned or known only at run time.</summary>
    public YNode? Assigned(string property) => template.Static(body.At("properties", property), this);

    /// <summary>The assigned value or the default of the type.</summary>
    public YNode? Property(string property) =>
        Assigned(property) ?? template.Static(type.Properties.GetValueOrDefault(property)?.Default, this);

    /// <summary>Properties of a capability; packages also write them without the level <c>properties</c>.</summary>
    public YNode? Capability(string capability) =>
        template.Static(AssignedCapability(capability), this) ?? template.Static(type.Capabilities.GetValueOrDefault(capability)?.Declared["properties"], this);

    /// <summary>A property as written, or its default as written.</summary>
    public YNode? RawProperty(string property) => body.At("properties", property) ?? type.Properties.GetValueOrDefault(property)?.Default;

    /// <summary>Properties of a capability as written.</summary>
    public YNode? RawCapability(string capability) => AssignedCapability(capability) ?? type.Capabilities.GetValueOrDefault(capability)?.Declared["properties"];

    /// <summary>An artifact of the template or of its types.</summary>
    public YNode? Artifact(string artifact)
    {
        var found = body.At("artifacts", artifact);
        for (var t = type; found is null && t is not null; t = t.Parent)
        {
            found = t.Body.At("artifacts", artifact);
        }

        return found;
    }

    public IEnumerable<Requirement> RequirementsNamed(string requirement) =>
        Requirements.Where(r => string.Equals(r.Name, requirement, StringComparison.Ordinal));

    public string? TargetOf(string requirement)
    {
        foreach (var r in Requirements)
        {
            if (r.Target is not null && string.Equals(r.Name, requirement, StringComparison.Ordinal))
            {
                return r.Target;
            }
        }

        return null;
    }

    /// <summary>
    /// Chooses the target of requirements that name a type, or only a filter, among the nodes of the template: the first that
    /// fits. Called once all nodes are known.
    /// </summary>
    public void ChooseTargets(TypeSystem types, DiagnosticBag diagnostics)
    {
        for (var i = 0; i < Requirements.Count; i++)
        {
            var requirement = Requirements[i];
            if (requirement.Target is { } target ? template.Node(target) is not null : requirement.Filter is null)
            {
                continue;
            }

            var wanted = requirement.Target ?? type.Requirements.GetValueOrDefault(requirement.Name)?.NodeType;
            if (wanted is not null && types.Find(TypeKind.Node, wanted) is null)
            {
                continue;
            }

            var capability = requirement.Capability ?? type.Requirements.GetValueOrDefault(requirement.Name)?.Type;
            var chosen = template.Nodes.Find(n => !ReferenceEquals(n, this)
                && (wanted is null || types.IsA(TypeKind.Node, n.Type.Name, wanted))
                && (capability is null || n.Offers(capability, types))
                && requirement.Filter?.Matches(n, types) != false);
            if (chosen is not null)
            {
                var list = Requirements.ToList();
                list[i] = requirement with { Target = chosen.Name };
                Requirements = list;
            }
            else if (requirement.Filter is not null)
            {
                diagnostics.Deviation("TOSCA0242", requirement.At, $"no node of this template fulfils the filter of requirement '{requirement.Name}' of node '{Name}'{(wanted is null ? "" : $" (of type {wanted})")}; it has no target", "TOSCA 1.3 §3.6.5");
            }
        }
    }

    /// <summary>Whether the node has a capability, by name or by type.</summary>
    public bool Offers(string capability, TypeSystem types)
    {
        foreach (var slot in type.Capabilities.Values)
        {
            if (string.Equals(slot.Name, capability, StringComparison.Ordinal) || types.IsA(TypeKind.Capability, slot.Type, capability))
            {
                return true;
            }
        }

        return false;
    }

    private YNode? AssignedCapability(string capability)
    {
        var assigned = body.At("capabilities", capability);
        return assigned?["properties"] ?? (assigned is YMap map && map.Pairs.TrueForAll(p => !s_kept.Contains(p.Key.Value, StringComparer.Ordinal)) ? assigned : null);
    }

    private static List<Requirement> ReadRequirements(YNode body)
    {
        var list = new List<Requirement>();
        var section = body["requirements"];
        foreach (var (key, value) in section is YMap ? section.Entries : (section?.Items ?? []).SelectMany(i => i.Entries))
        {
            var target = value switch
            {
                YScalar => value.Text,
                YList l => l.Values.FirstOrDefault()?.Text,
                _ => value["node"]?.Text,
            };
            var capability = value is YList { Values: [_, var second, ..] } ? second.Text : value["capability"]?.Text;
            list.Add(new Requirement(key.Value, target, capability, value.IsNull ? key : value)
            {
                Relationship = value["relationship"],
                Filter = NodeFilter.Read(value["node_filter"]),
            });
        }

        return list;
    }
}
