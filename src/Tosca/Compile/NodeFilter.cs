using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>A node filter (TOSCA 1.3 §3.6.5): constraints on properties of a node and of its capabilities.</summary>
internal sealed class NodeFilter
{
    private NodeFilter(YNode at, IReadOnlyList<(YScalar Name, IReadOnlyList<ConstraintClause> Clauses)> properties, IReadOnlyList<(YScalar Name, IReadOnlyList<(YScalar Name, IReadOnlyList<ConstraintClause> Clauses)> Properties)> capabilities) =>
        (At, Properties, Capabilities) = (at, properties, capabilities);

    public YNode At { get; }

    public IReadOnlyList<(YScalar Name, IReadOnlyList<ConstraintClause> Clauses)> Properties { get; }

    public IReadOnlyList<(YScalar Name, IReadOnlyList<(YScalar Name, IReadOnlyList<ConstraintClause> Clauses)> Properties)> Capabilities { get; }

    /// <summary>Lists of single maps, as the grammar says, or maps, as many write them.</summary>
    public static NodeFilter? Read(YNode? node) => node is not YMap ? null : new NodeFilter(
        node,
        Conditions(node["properties"]),
        Entries(node["capabilities"]).Select(c => (c.Key, (IReadOnlyList<(YScalar, IReadOnlyList<ConstraintClause>)>)Conditions(c.Value["properties"]))).ToList());

    /// <summary>Whether a node fulfils it, as far as its values are known before run time.</summary>
    public bool Matches(NodeTemplate node, TypeSystem types)
    {
        foreach (var (name, clauses) in Properties)
        {
            if (!node.Type.Properties.TryGetValue(name.Value, out var schema) || !Holds(types, schema.Type, node.Property(name.Value), clauses))
            {
                return false;
            }
        }

        foreach (var (name, properties) in Capabilities)
        {
            // a capability may be named by its type too
            var slot = node.Type.Capabilities.GetValueOrDefault(name.Value) ?? node.Type.Capabilities.Values.FirstOrDefault(c => types.IsA(TypeKind.Capability, c.Type, name.Value));
            if (slot?.Type is null || types.Find(TypeKind.Capability, slot.Type) is not { } type)
            {
                return false;
            }

            var values = node.Capability(slot.Name);
            foreach (var (property, clauses) in properties)
            {
                if (!type.Properties.TryGetValue(property.Value, out var schema) || !Holds(types, schema.Type, values?[property.Value] ?? schema.Default, clauses))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Holds(TypeSystem types, string type, YNode? value, IReadOnlyList<ConstraintClause> clauses)
    {
        if (value is null)
        {
            return clauses.Count == 0;
        }

        var primitive = ValueChecker.Primitive(types, type);
        return clauses.All(c => c.Holds(primitive, value));
    }

    private static List<(YScalar Name, IReadOnlyList<ConstraintClause> Clauses)> Conditions(YNode? section) =>
        Entries(section).Select(p => (p.Key, ConstraintClause.ReadFilter(p.Value))).ToList();

    private static IEnumerable<KeyValuePair<YScalar, YNode>> Entries(YNode? section) =>
        section is YMap ? section.Entries : (section?.Items ?? []).SelectMany(i => i.Entries);
}
