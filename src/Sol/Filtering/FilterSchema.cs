using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Filtering;

/// <summary>
/// The attribute tree of a resource type, read from its JSON metadata when the first filter asks: which paths exist, through arrays and maps, and of what type their leaves are.
/// Thread-safe; keep one per resource type.
/// </summary>
public sealed class FilterSchema
{
    private readonly Lazy<DataModelNode> root;

    private FilterSchema(Func<DataModelNode> root, string name) => (this.root, Name) = (new Lazy<DataModelNode>(root), name);

    /// <summary>Name of the resource type, for messages.</summary>
    public string Name { get; }

    internal DataModelNode Root => root.Value;

    /// <summary>The schema of a type.</summary>
    public static FilterSchema Of<T>(Func<JsonTypeInfo<T>> type) => new(() => DataModelNode.Of(type()), typeof(T).Name);
}
