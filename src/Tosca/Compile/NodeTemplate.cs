using System.Globalization;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>A node template with its resolved type; properties are evaluated when read.</summary>
internal sealed class NodeTemplate(ServiceTemplate template, YScalar name, YNode body, ToscaType type)
{
    public string Name => name.Value;

    public YNode At => name;

    public YNode Body => body;

    public ToscaType Type => type;

    public IReadOnlyList<Requirement> Requirements { get; } = ReadRequirements(body);

    public bool IsA(string ancestor) => type.IsA(ancestor);

    /// <summary>The assigned value, evaluated; null when it is not assigned or known only at run time.</summary>
    public YNode? Assigned(string property) => template.Static(body.At("properties", property));

    /// <summary>The assigned value or the default of the type.</summary>
    public YNode? Property(string property) =>
        Assigned(property) ?? template.Static(type.Properties.GetValueOrDefault(property)?.Default);

    /// <summary>Properties of a capability; packages also write them without the level <c>properties</c>.</summary>
    public YNode? Capability(string capability)
    {
        var assigned = body.At("capabilities", capability);
        return template.Static(assigned?["properties"] ?? assigned) ?? template.Static(type.Capabilities.GetValueOrDefault(capability)?.Declared["properties"]);
    }

    public IEnumerable<Requirement> RequirementsNamed(string requirement) =>
        Requirements.Where(r => string.Equals(r.Name, requirement, StringComparison.Ordinal));

    public string? TargetOf(string requirement) => RequirementsNamed(requirement).Select(r => r.Target).FirstOrDefault(t => t is not null);

    private static List<Requirement> ReadRequirements(YNode body)
    {
        var list = new List<Requirement>();
        foreach (var item in body["requirements"]?.Items ?? [])
        {
            foreach (var (key, value) in item.Entries)
            {
                var target = value switch
                {
                    YScalar => value.Text,
                    YList l => l.Values.FirstOrDefault()?.Text,
                    _ => value["node"]?.Text,
                };
                var capability = value is YList { Values: [_, var second, ..] } ? second.Text : value["capability"]?.Text;
                list.Add(new Requirement(key.Value, target, capability, value.IsNull ? key : value));
            }
        }

        return list;
    }
}
