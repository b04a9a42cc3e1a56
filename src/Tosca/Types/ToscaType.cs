using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>A type with everything it inherits.</summary>
internal sealed class ToscaType(TypeKind kind, string name, YNode body, ToscaType? parent)
{
    private string? _primitive;

    public TypeKind Kind { get; } = kind;

    public string Name { get; } = name;

    public YNode Body { get; } = body;

    public ToscaType? Parent { get; } = parent;

    public Dictionary<string, PropertySchema> Properties { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, PropertySchema> Attributes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Slot> Capabilities { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Slot> Requirements { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, YNode> Interfaces { get; } = new(StringComparer.Ordinal);

    /// <summary>Operations and notifications of an interface type, or of an interface that a node or relationship type refines.</summary>
    public Dictionary<string, YNode> Operations { get; } = new(StringComparer.Ordinal);

    /// <summary>Node types that a capability accepts, relationship targets, group members or policy targets: the nearest definition counts.</summary>
    public IReadOnlyList<string> Allowed { get; set; } = [];

    /// <summary>Names that must be assigned, because they have no default.</summary>
    public IReadOnlyList<string> Mandatory => field ??= Properties.Where(p => p.Value is { Required: true, Default: null }).Select(p => p.Key).ToList();

    /// <summary>Constraints of a data type derived from a simple type, inherited ones first.</summary>
    public IReadOnlyList<ConstraintClause> Clauses { get; set; } = [];

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
        _primitive ??= FindPrimitive() ?? "";
        return _primitive.Length == 0 ? null : _primitive;
    }

    private string? FindPrimitive()
    {
        var root = this;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        return root.Body["derived_from"]?.Text is { } name && TypeSystem.IsPrimitive(name) ? name : null;
    }
}
