using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>
/// All types one compilation sees: those of the package over the built-in ones, resolved through derived_from on first use.
/// </summary>
internal sealed class TypeSystem(TypeSystem? builtIn, DiagnosticBag diagnostics)
{
    /// <summary>Inherited members are copied: without a bound a small file of many types under a large one would fill the memory.</summary>
    private const int MaxInherited = 500_000;

    private static readonly HashSet<string> s_primitives = new(StringComparer.Ordinal)
    {
        "string", "integer", "float", "boolean", "timestamp", "version", "range", "list", "map", "any", "null", "json", "xml", "PortDef",
        "scalar-unit.size", "scalar-unit.time", "scalar-unit.frequency", "scalar-unit.bitrate", "scalar-unit",
    };

    private static readonly (string Key, TypeKind Kind)[] s_sections =
    [
        ("data_types", TypeKind.Data), ("artifact_types", TypeKind.Artifact), ("capability_types", TypeKind.Capability),
        ("relationship_types", TypeKind.Relationship), ("interface_types", TypeKind.Interface), ("node_types", TypeKind.Node),
        ("group_types", TypeKind.Group), ("policy_types", TypeKind.Policy),
    ];

    private readonly Dictionary<(TypeKind Kind, string Name), YNode> _definitions = [];
    private readonly Dictionary<(TypeKind Kind, string Name), ToscaType?> _resolved = [];
    private long _inherited;

    public static bool IsPrimitive(string name) => s_primitives.Contains(name);

    public void AddFile(YNode root)
    {
        foreach (var (key, kind) in s_sections)
        {
            foreach (var (name, body) in root[key].OrEmpty())
            {
                if (!_definitions.TryAdd((kind, name.Value), body))
                {
                    var first = _definitions[(kind, name.Value)];
                    if (!string.Equals(first.File, body.File, StringComparison.Ordinal))
                    {
                        diagnostics.Deviation("TOSCA0203", name, $"{Word(kind)} type '{name.Value}' is also defined at {first.File}:{first.Line}; that one counts", "TOSCA 1.3 §3.1", "keep one definition");
                    }
                }
            }
        }
    }

    /// <summary>Resolves every type of the package, so that mistakes in unused types are told too.</summary>
    public void ResolveAll()
    {
        foreach (var (key, body) in _definitions.ToList())
        {
            if (Find(key.Kind, key.Name) is { } type)
            {
                CheckReferences(type, body);
            }
        }
    }

    public ToscaType? Find(TypeKind kind, string name) => Find(kind, name, 0);

    /// <summary>Finds a type or says at <paramref name="at"/> that it is not there.</summary>
    public ToscaType? Require(TypeKind kind, string name, YNode at)
    {
        var type = Find(kind, name);
        if (type is null && !_definitions.ContainsKey((kind, name)))
        {
            diagnostics.Error("TOSCA0201", at, $"{Word(kind)} type '{name}' is not defined", "TOSCA 1.3 §3.7", DidYouMean.Hint(name, Names(kind)) ?? "define it or import the file that does");
        }

        return type;
    }

    public static string Word(TypeKind kind) => kind.ToString().ToLowerInvariant();

    private IEnumerable<string> Names(TypeKind kind)
    {
        var own = _definitions.Keys.Where(k => k.Kind == kind).Select(k => k.Name);
        return builtIn is null ? own : own.Concat(builtIn.Names(kind));
    }

    private ToscaType? Find(TypeKind kind, string name, int depth)
    {
        if (_resolved.TryGetValue((kind, name), out var type))
        {
            return type;
        }

        if (!_definitions.TryGetValue((kind, name), out var body))
        {
            // a name may carry the prefix of a name space ("prefix:Type") or the short TOSCA prefix
            var colon = name.LastIndexOf(':');
            return builtIn?.Find(kind, name) ?? (colon >= 0 && colon + 1 < name.Length ? Find(kind, name[(colon + 1)..], depth) : null);
        }

        _resolved[(kind, name)] = null;
        var parentNode = body["derived_from"];
        ToscaType? parent = null;
        if (parentNode?.Text is { } parentName && !(kind == TypeKind.Data && IsPrimitive(parentName)))
        {
            if (string.Equals(parentName, name, StringComparison.Ordinal))
            {
                // the package redefines a built-in type by deriving from its name
                parent = builtIn?.Find(kind, parentName);
                if (parent is null)
                {
                    diagnostics.Error("TOSCA0202", parentNode, $"{Word(kind)} type '{name}' is derived from itself", "TOSCA 1.3 §3.7");
                    return null;
                }
            }
            else
            {
                parent = depth > 60 ? null : Find(kind, parentName, depth + 1);
                if (parent is null)
                {
                    if (depth > 60 || _definitions.ContainsKey((kind, parentName)))
                    {
                        diagnostics.Error("TOSCA0202", parentNode, $"{Word(kind)} type '{name}' is derived from '{parentName}', which leads back to it or cannot be resolved", "TOSCA 1.3 §3.7");
                    }
                    else
                    {
                        diagnostics.Error("TOSCA0201", parentNode, $"{Word(kind)} type '{name}' is derived from '{parentName}', which is not defined", "TOSCA 1.3 §3.7", DidYouMean.Hint(parentName, Names(kind)) ?? "define it or import the file that does");
                    }

                    return null;
                }
            }
        }

        _inherited += parent is null ? 0 : parent.Properties.Count + parent.Capabilities.Count + parent.Requirements.Count;
        if (_inherited > MaxInherited)
        {
            diagnostics.Error("TOSCA0204", body, $"the types of the package inherit more than {MaxInherited:N0} properties in total");
            return null;
        }

        type = Build(kind, name, body, parent);
        _resolved[(kind, name)] = type;
        return type;
    }

    private static ToscaType Build(TypeKind kind, string name, YNode body, ToscaType? parent)
    {
        var type = new ToscaType(kind, name, body, parent);
        if (parent is not null)
        {
            Copy(parent.Properties, type.Properties);
            Copy(parent.Capabilities, type.Capabilities);
            Copy(parent.Requirements, type.Requirements);
            Copy(parent.Interfaces, type.Interfaces);
        }

        foreach (var (key, schema) in body["properties"].OrEmpty())
        {
            var own = PropertySchema.Read(schema);

            // a refinement that only sets a default or a constraint keeps the type of what it refines
            if (type.Properties.TryGetValue(key.Value, out var inherited) && schema["type"] is null)
            {
                own = own with { Type = inherited.Type, EntryType = own.EntryType ?? inherited.EntryType };
            }

            type.Properties[key.Value] = own;
        }

        foreach (var (key, slot) in body["capabilities"].OrEmpty())
        {
            type.Capabilities[key.Value] = new Slot(key.Value, slot is YScalar ? slot.Text : slot["type"]?.Text, null, 0, slot);
        }

        foreach (var item in body["requirements"]?.Items ?? [])
        {
            foreach (var (key, slot) in item.Entries)
            {
                var min = slot["occurrences"]?.Items is [{ Text: { } low }, ..] && int.TryParse(low, out var n) ? n : 1;
                type.Requirements[key.Value] = new Slot(key.Value, slot is YScalar ? slot.Text : slot["capability"]?.Text, slot["node"]?.Text, min, slot);
            }
        }

        foreach (var (key, definition) in body["interfaces"].OrEmpty())
        {
            type.Interfaces[key.Value] = definition;
        }

        return type;
    }

    private void CheckReferences(ToscaType type, YNode body)
    {
        foreach (var (key, schema) in body["properties"].OrEmpty())
        {
            foreach (var reference in new[] { schema["type"], schema["entry_schema"] as YScalar ?? schema.At("entry_schema", "type") })
            {
                if (reference?.Text is { } name && !IsPrimitive(name) && Find(TypeKind.Data, name) is null && Find(TypeKind.Data, "tosca.datatypes." + name) is null)
                {
                    diagnostics.Error("TOSCA0201", reference, $"property '{key.Value}' of {Word(type.Kind)} type '{type.Name}' has the type '{name}', which is not defined", "TOSCA 1.3 §3.6.10", DidYouMean.Hint(name, Names(TypeKind.Data).Concat(s_primitives)));
                }
            }
        }

        foreach (var slot in type.Capabilities.Values.Where(s => string.Equals(s.Declared.File, body.File, StringComparison.Ordinal)))
        {
            if (slot.Type is { } name && Find(TypeKind.Capability, name) is null)
            {
                diagnostics.Deviation("TOSCA0201", slot.Declared, $"capability '{slot.Name}' of node type '{type.Name}' has the type '{name}', which is not defined", "TOSCA 1.3 §3.7.2", DidYouMean.Hint(name, Names(TypeKind.Capability)));
            }
        }
    }

    private static void Copy<T>(Dictionary<string, T> from, Dictionary<string, T> to)
    {
        foreach (var (key, value) in from)
        {
            to[key] = value;
        }
    }
}
