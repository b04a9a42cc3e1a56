using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Selection;

/// <summary>What the selectors need to know of a resource type: its attribute tree, and what is left out by default. Keep one per resource type.</summary>
public sealed class SelectorSchema
{
    private SelectorSchema(DataModelNode root, string name, IReadOnlyList<string> excludedByDefault)
    {
        Root = root;
        Name = name;
        ExcludedByDefault = excludedByDefault;
        Default = new AttributeSelector(new SelectorNode(excludedByDefault), null);
    }

    /// <summary>Name of the resource type, for messages.</summary>
    public string Name { get; }

    /// <summary>Attributes left out when nothing is asked for (tables of SOL003/SOL005 for the list resource).</summary>
    public IReadOnlyList<string> ExcludedByDefault { get; }

    /// <summary>The selector used when none is given.</summary>
    public AttributeSelector Default { get; }

    internal DataModelNode Root { get; }

    /// <summary>Reads the schema of a type.</summary>
    /// <param name="type">JSON metadata of the resource.</param>
    /// <param name="excludedByDefault">Attributes left out by default, below the top level by their path (<c>a/b</c>); must exist.</param>
    public static SelectorSchema Of<T>(JsonTypeInfo<T> type, params IReadOnlyList<string> excludedByDefault)
    {
        var root = DataModelNode.Of(type);
        foreach (var name in excludedByDefault)
        {
            var node = root;
            foreach (var part in name.Split('/'))
            {
                node = node.Members.TryGetValue(part, out var member) ? member.Node : throw new ArgumentException($"{typeof(T).Name} has no attribute '{name}'.", nameof(excludedByDefault));
            }
        }

        return new SelectorSchema(root, typeof(T).Name, excludedByDefault);
    }
}
