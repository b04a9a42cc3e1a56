using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Puts the names that <see cref="NameSpaceResolver"/> found into one file. What does not change is the same tree as before; values that users give are never touched.</summary>
internal sealed class NameSpaceRewriter(NameSpaceResolver names, SourceFile source)
{
    private static readonly HashSet<string> s_references = new(StringComparer.Ordinal)
    {
        "type", "derived_from", "node", "capability", "relationship", "node_type", "entry_schema", "key_schema", "valid_source_types", "valid_target_types", "get_nodes_of_type",
    };

    /// <summary>Values and prose in definitions.</summary>
    private static readonly HashSet<string> s_notInTypes = new(StringComparer.Ordinal) { "default", "constraints", "metadata", "description", "implementation" };

    /// <summary>Values and prose in templates.</summary>
    private static readonly HashSet<string> s_notInTemplates = new(StringComparer.Ordinal) { "properties", "attributes", "metadata", "description", "inputs", "outputs", "targets", "members", "implementation", "workflows", "triggers" };

    public YNode Rewrite() => Map(source.Root, (key, value) => TypeSystem.IsSection(key.Value) ? Section(value) : key.Value is "topology_template" ? Topology(value) : value);

    private YNode Section(YNode section) => section is not YMap ? section : Map(section, (_, body) => Walk(body, inTypes: true, ""), key => names.NameIn(source.Path, key));

    private YNode Topology(YNode topology) => Map(topology, (key, value) => Walk(value, inTypes: key.Value is "inputs" or "outputs", ""));

    private YNode Walk(YNode node, bool inTypes, string parent) => node switch
    {
        YMap => Map(node, (key, value) =>
            (inTypes ? s_notInTypes : s_notInTemplates).Contains(key.Value) ? value
            : s_references.Contains(key.Value) ? Reference(value, inTypes)
            : inTypes && ((value is YScalar && (parent is "capabilities" or "requirements")) || (key.Value is "members" or "targets")) ? Reference(value, inTypes)
            : Walk(value, inTypes, key.Value)),
        YList list => List(list, item => Walk(item, inTypes, parent)),
        _ => node,
    };

    private YNode Reference(YNode value, bool inTypes) => value switch
    {
        YScalar { Value: var written } => names.Reference(source, written, value) is var name && string.Equals(name, written, StringComparison.Ordinal) ? value : new YScalar(value.File, value.Line, value.Column, name, quoted: true),
        YList list when list.Values.TrueForAll(v => v is YScalar) => List(list, item => Reference(item, inTypes)),
        _ => Walk(value, inTypes, ""),
    };

    private static YNode Map(YNode node, Func<YScalar, YNode, YNode> value, Func<string, string>? key = null)
    {
        var changed = false;
        var result = new YMap(node.File, node.Line, node.Column);
        foreach (var (name, old) in node.Entries)
        {
            var (newName, newValue) = (key?.Invoke(name.Value) ?? name.Value, value(name, old));
            var same = string.Equals(newName, name.Value, StringComparison.Ordinal);
            changed |= !same || !ReferenceEquals(newValue, old);
            var newKey = same ? name : new YScalar(name.File, name.Line, name.Column, newName, name.Quoted);
            result.Set(newKey, newValue);
            result.Count(newKey);
            result.Count(newValue);
        }

        result.ContainsFunction |= node.HasFunction;
        return changed ? result : node;
    }

    private static YList List(YList list, Func<YNode, YNode> item)
    {
        var values = list.Values.ConvertAll(v => item(v));
        if (values.SequenceEqual(list.Values, ReferenceEqualityComparer.Instance))
        {
            return list;
        }

        var result = new YList(list.File, list.Line, list.Column, values) { ContainsFunction = list.HasFunction };
        values.ForEach(result.Count);
        return result;
    }
}
