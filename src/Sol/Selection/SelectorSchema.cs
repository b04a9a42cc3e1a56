using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Selection;

/// <summary>What the selectors need to know of a resource type: its attribute tree, and what is left out by default. Keep one per resource type.</summary>
public sealed class SelectorSchema
{
    private readonly Lazy<DataModelNode> root;

    private SelectorSchema(Func<DataModelNode> root, string name, IReadOnlyList<string> excludedByDefault)
    {
        this.root = new Lazy<DataModelNode>(root);
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

    internal DataModelNode Root => root.Value;

    /// <summary>The schema of a type, whose metadata is read when the first selector names an attribute: a service has many lists, and most are asked without.</summary>
    /// <param name="type">JSON metadata of the resource.</param>
    /// <param name="excludedByDefault">Attributes left out by default, below the top level by their path (<c>a/b</c>); must exist.</param>
    public static SelectorSchema Of<T>(Func<JsonTypeInfo<T>> type, params IReadOnlyList<string> excludedByDefault)
        => new(() => Checked(DataModelNode.Of(type()), typeof(T).Name, excludedByDefault), typeof(T).Name, excludedByDefault);

    private static DataModelNode Checked(DataModelNode root, string name, IReadOnlyList<string> excludedByDefault)
    {
        foreach (var path in excludedByDefault)
        {
            var node = root;
            foreach (var part in path.Split('/'))
            {
                node = node.Members.TryGetValue(part, out var member) ? member.Node : throw new InvalidOperationException($"{name} has no attribute '{path}' that could be left out by default.");
            }
        }

        return root;
    }
}
