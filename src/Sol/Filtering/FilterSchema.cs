using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Filtering;

/// <summary>
/// The attribute tree of a resource type, read once from its JSON metadata: which paths exist, through arrays and maps, and of what type their leaves are.
/// Thread-safe; keep one per resource type.
/// </summary>
public sealed class FilterSchema
{
    private FilterSchema(DataModelNode root, string name) => (Root, Name) = (root, name);

    /// <summary>Name of the resource type, for messages.</summary>
    public string Name { get; }

    internal DataModelNode Root { get; }

    /// <summary>Reads the schema of a type.</summary>
    public static FilterSchema Of<T>(JsonTypeInfo<T> type) => new(DataModelNode.Of(type), typeof(T).Name);
}
