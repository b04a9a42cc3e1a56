using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>A type with everything it inherits.</summary>
internal sealed class ToscaType(TypeKind kind, string name, YNode body, ToscaType? parent)
{
    public TypeKind Kind { get; } = kind;

    public string Name { get; } = name;

    public YNode Body { get; } = body;

    public ToscaType? Parent { get; } = parent;

    public Dictionary<string, PropertySchema> Properties { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Slot> Capabilities { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Slot> Requirements { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, YNode> Interfaces { get; } = new(StringComparer.Ordinal);

    public bool IsA(string ancestor)
    {
        for (var t = this; t is not null; t = t.Parent)
        {
            if (string.Equals(t.Name, ancestor, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The simple type at the root of a data type derived from one (e.g. a string with constraints), or null.</summary>
    public string? PrimitiveRoot()
    {
        var root = this;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        return root.Body["derived_from"]?.Text is { } name && TypeSystem.IsPrimitive(name) ? name : null;
    }
}
